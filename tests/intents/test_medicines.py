"""Amounts of medicines are found however they are written; medicines and amounts alone are not."""

import pytest

from intents.medicines import medicine_doses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Take 400 mg of ibuprofen before bed", "400 mg of ibuprofen"),
        ("400mg ibuprofin", "400mg ibuprofin"),
        ("ibuprophen 400 mg tabs", "ibuprophen 400 mg"),
        ("two ibuprofen", "two ibuprofen"),
        ("naproxen 500 and rest", "naproxen 500"),
        ("ibuprofen every 6 hours", "ibuprofen every 6 hours"),
        ("paracetamol, max 8 a day", "paracetamol, max 8 a"),
        ("a couple of Advil", "couple of Advil"),
        ("Take ibuprofen. Two every six hours.", "ibuprofen. Two every six hours."),
        ("half a valium", "half a valium"),
        ("muscle relaxers: one tablet at night", "muscle relaxers: one tablet"),
        ("Voltaren gel three times a day", "Voltaren gel three times a day"),
        ("up to 4 grams of paracetamol", "4 grams of paracetamol"),
        ("co-codamol 30/500, two at a time", "co-codamol 30/500"),
        ("ibuprofen:\n- 200 mg", "ibuprofen: - 200 mg"),
        ("500 mcg of bpc-157", "500 mcg of bpc-157"),
    ],
)
def test_an_amount_of_a_medicine_is_found(text: str, found: str) -> None:
    assert medicine_doses(text) == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ask a pharmacist about ibuprofen",
        "took ibuprofen for 3 days, and 2 hours before training",
        "Instead of ibuprofen, walk 3 times a day",
        "Row 3 times a week; leave the naproxen",
        "Ibuprofen can hide pain. Two sets of rows every day.",
        "2 g of protein and an ibuprofen is not a plan",
        "creatine 5 g a day, 20 mg of patience, a 5 mg plate",
        "No better after 2 weeks on painkillers? See a doctor.",
        "been on amitriptyline for two years",
        "50 year old on steroids",
    ],
)
def test_a_medicine_or_an_amount_alone_is_fine(text: str) -> None:
    assert medicine_doses(text) == ()
