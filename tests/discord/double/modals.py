"""The rules for modals and for autocomplete choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .components import SELECTS, Type, check_custom_id, check_options, check_select, check_text, walk
from .errors import Problems

Json = dict[str, Any]
MAX_CHOICES = 25
IN_LABEL = (*SELECTS, Type.TEXT_INPUT, Type.UPLOAD, Type.RADIO, Type.CHECKBOXES, Type.CHECKBOX)
FIELDS = IN_LABEL


def check_modal(modal: Json) -> None:
    problems = Problems(("data",))
    problems.at("title").length(modal.get("title"), 1, 45, "modal-title")
    check_custom_id(problems, modal)
    parts = modal.get("components")
    problems.at("components").length(parts, 1, 5, "modal-parts")
    parts = parts if isinstance(parts, list) else []
    for index, part in enumerate(parts):
        check_part(problems.at("components", index), part)
    ids = [one["custom_id"] for one in walk(parts) if one.get("custom_id")]
    problems.at("components").unique(ids, "custom-id-unique")
    problems.refuse()


def check_part(here: Problems, part: Json) -> None:
    kind = part.get("type")
    here.at("type").choice(kind, (Type.ROW, Type.TEXT, Type.LABEL), "modal-part-type")
    if kind == Type.TEXT:
        check_text(here, part)
    elif kind == Type.ROW:
        children = part.get("components") or []
        here.at("components").length(children, 1, 1, "row-width")
        for child in children:
            here.at("components", 0, "label").length(child.get("label"), 1, 45, "input-label")
            check_field(here.at("components", 0), child)
    elif kind == Type.LABEL:
        here.at("label").length(part.get("label"), 1, 45, "label-text")
        here.at("description").length(part.get("description"), 0, 100, "label-description")
        check_field(here.at("component"), part.get("component") or {})


def check_field(here: Problems, field: Json) -> None:
    kind = field.get("type")
    here.at("type").choice(kind, IN_LABEL, "modal-part-type")
    if kind in FIELD_CHECKS:
        FIELD_CHECKS[kind](here, field)


def check_input(here: Problems, field: Json) -> None:
    check_custom_id(here, field)
    here.at("style").choice(field.get("style"), (1, 2), "input-style")
    here.at("placeholder").length(field.get("placeholder"), 0, 100, "input-placeholder")
    here.at("min_length").number(field.get("min_length"), 0, 4000, "input-length")
    here.at("max_length").number(field.get("max_length"), 1, 4000, "input-length")
    here.at("value").length(field.get("value"), 0, field.get("max_length") or 4000, "input-value")


def check_upload(here: Problems, field: Json) -> None:
    check_custom_id(here, field)
    here.at("min_values").number(field.get("min_values"), 0, 10, "upload-range")
    here.at("max_values").number(field.get("max_values"), 1, 10, "upload-range")


def check_radio(here: Problems, field: Json) -> None:
    check_custom_id(here, field)
    check_options(here, field, 2, 10, "radio-options")


def check_boxes(here: Problems, field: Json) -> None:
    check_custom_id(here, field)
    many = len(field.get("options") or [])
    check_options(here, {"max_values": many, **field}, 1, 10, "checkbox-options")


FIELD_CHECKS: dict[int, Callable[[Problems, Json], None]] = {
    **dict.fromkeys(SELECTS, check_select),
    Type.TEXT_INPUT: check_input,
    Type.UPLOAD: check_upload,
    Type.RADIO: check_radio,
    Type.CHECKBOXES: check_boxes,
    Type.CHECKBOX: check_custom_id,
}


def check_choices(choices: Any, option_type: int) -> None:
    """Autocomplete: at most 25 choices, names and text values of 1 to 100 characters."""
    problems = Problems(("data", "choices"))
    problems.length(choices, 0, MAX_CHOICES, "choice-count")
    for index, choice in enumerate(choices or []):
        problems.at(index, "name").length(choice.get("name"), 1, 100, "choice-name")
        if option_type == 3:
            problems.at(index, "value").length(choice.get("value"), 1, 100, "choice-value")
        elif not isinstance(choice.get("value"), int | float):
            problems.at(index, "value").add("choice-value", "NUMBER_TYPE_COERCE", "Value is not a number.")
    problems.refuse()
