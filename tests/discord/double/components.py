"""The rules for components in messages: kinds, lengths, counts, unique ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import Any

from .errors import Problems

Json = dict[str, Any]
MAX_COMPONENTS, MAX_TEXT, MAX_ROWS = 40, 4000, 5


class Type(IntEnum):
    ROW, BUTTON, SELECT, TEXT_INPUT = 1, 2, 3, 4
    USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
    SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 9, 10, 11, 12, 13, 14
    CONTAINER, LABEL, UPLOAD = 17, 18, 19
    RADIO, CHECKBOXES, CHECKBOX = 21, 22, 23


SELECTS = (3, 5, 6, 7, 8)
LINK, PREMIUM = 5, 6
IN_CONTAINER = (Type.ROW, Type.SECTION, Type.TEXT, Type.GALLERY, Type.FILE, Type.SEPARATOR)
TOP_LEVEL = (*IN_CONTAINER, Type.CONTAINER)


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component in reading order, accessories and labelled ones included."""
    for one in components:
        yield one
        yield from walk(one.get("components") or [])
        for key in ("accessory", "component"):
            if isinstance(one.get(key), dict):
                yield from walk([one[key]])


def check(problems: Problems, components: Any, *, v2: bool) -> None:
    """Check the components of a message."""
    if not isinstance(components, list):
        problems.at("components").add("components-list", "BASE_TYPE_BAD_TYPE", "Only lists are accepted.")
        return
    here = problems.at("components")
    if not v2:
        here.length(components, 0, MAX_ROWS, "rows")
    for index, one in enumerate(components):
        check_one(here.at(index), one, TOP_LEVEL if v2 else (Type.ROW,))
    check_totals(here, components)


def check_totals(here: Problems, components: list[Json]) -> None:
    every = [one for one in walk(components) if isinstance(one, dict)]
    if len(every) > MAX_COMPONENTS:
        here.add("component-count", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"{len(every)} components, 40 allowed")
    letters = sum(len(one.get("content") or "") for one in every if one.get("type") == Type.TEXT)
    if letters > MAX_TEXT:
        here.add(
            "component-text", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", f"{letters} characters of text, 4000 allowed"
        )
    here.unique([one["custom_id"] for one in every if one.get("custom_id")], "custom-id-unique")
    here.unique([one["id"] for one in every if one.get("id")], "component-id-unique")


def check_one(here: Problems, one: Any, allowed: tuple[int, ...]) -> None:
    kind = one.get("type") if isinstance(one, dict) else None
    if kind not in allowed:
        here.at("type").add(
            "component-type", "UNION_TYPE_CHOICES", f"Value of field must be one of {tuple(map(int, allowed))}."
        )
        return
    CHECKS[kind](here, one)


def check_children(here: Problems, one: Json, allowed: tuple[int, ...], low: int, high: int, rule: str) -> None:
    children = one.get("components")
    here.at("components").length(children, low, high, rule)
    for index, child in enumerate(children if isinstance(children, list) else []):
        check_one(here.at("components", index), child, allowed)


def check_row(here: Problems, one: Json) -> None:
    kinds = [child.get("type") for child in one.get("components") or []]
    selects = any(kind in SELECTS for kind in kinds)
    check_children(here, one, (Type.BUTTON, *SELECTS), 1, 1 if selects else 5, "row-width")


def check_button(here: Problems, one: Json) -> None:
    here.at("style").choice(one.get("style"), range(1, 7), "button-style")
    here.at("label").length(one.get("label"), 0, 80, "button-label")
    if one.get("style") == LINK:
        here.at("url").length(one.get("url"), 1, 512, "button-url")
        if one.get("custom_id"):
            here.add(
                "button-url",
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
    elif one.get("style") != PREMIUM:
        check_custom_id(here, one)
    if not one.get("label") and not one.get("emoji") and one.get("style") != PREMIUM:
        here.add("button-label", "BUTTON_COMPONENT_INVALID_LABEL_OR_EMOJI", "A button needs a label or an emoji")


def check_custom_id(here: Problems, one: Json) -> None:
    here.at("custom_id").length(one.get("custom_id"), 1, 100, "custom-id")


def check_select(here: Problems, one: Json) -> None:
    check_custom_id(here, one)
    here.at("placeholder").length(one.get("placeholder"), 0, 150, "select-placeholder")
    here.at("min_values").number(one.get("min_values"), 0, 25, "select-range")
    here.at("max_values").number(one.get("max_values"), 1, 25, "select-range")
    if (one.get("min_values") or 0) > (one.get("max_values") or 1):
        here.add("select-range", "SELECT_COMPONENT_MIN_GREATER_THAN_MAX", "min_values is greater than max_values")
    if one["type"] == Type.SELECT:
        check_options(here, one, 1, 25, "select-options")


def check_options(here: Problems, one: Json, low: int, high: int, rule: str) -> None:
    options = one.get("options") or []
    here.at("options").length(options, low, high, rule)
    here.at("options").unique([option.get("value") for option in options], "option-unique")
    for index, option in enumerate(options):
        spot = here.at("options", index)
        spot.at("label").length(option.get("label"), 1, 100, "option-label")
        spot.at("value").length(option.get("value"), 1, 100, "option-value")
        spot.at("description").length(option.get("description"), 0, 100, "option-description")
    if sum(bool(option.get("default")) for option in options) > (one.get("max_values") or 1):
        here.add("option-default", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More defaults than max_values")


def check_section(here: Problems, one: Json) -> None:
    check_children(here, one, (Type.TEXT,), 1, 3, "section-texts")
    check_one(here.at("accessory"), one.get("accessory"), (Type.BUTTON, Type.THUMBNAIL))


def check_text(here: Problems, one: Json) -> None:
    here.at("content").length(one.get("content"), 1, MAX_TEXT, "text-length")


def check_media(here: Problems, one: Json) -> None:
    media = one.get("media") or one.get("file") or {}
    here.at("media", "url").length(media.get("url"), 1, 2048, "media-url")
    here.at("description").length(one.get("description"), 0, 1024, "media-description")


def check_gallery(here: Problems, one: Json) -> None:
    items = one.get("items") or []
    here.at("items").length(items, 1, 10, "gallery-items")
    for index, item in enumerate(items):
        check_media(here.at("items", index), item)


def check_separator(here: Problems, one: Json) -> None:
    here.at("spacing").choice(one.get("spacing", 1), (1, 2), "separator-spacing")


def check_container(here: Problems, one: Json) -> None:
    here.at("accent_color").number(one.get("accent_color"), 0, 0xFFFFFF, "accent-colour")
    check_children(here, one, IN_CONTAINER, 1, MAX_COMPONENTS, "container-children")


CHECKS: dict[int, Callable[[Problems, Json], None]] = {
    Type.ROW: check_row,
    Type.BUTTON: check_button,
    **dict.fromkeys(SELECTS, check_select),
    Type.SECTION: check_section,
    Type.TEXT: check_text,
    Type.THUMBNAIL: check_media,
    Type.GALLERY: check_gallery,
    Type.FILE: check_media,
    Type.SEPARATOR: check_separator,
    Type.CONTAINER: check_container,
}
