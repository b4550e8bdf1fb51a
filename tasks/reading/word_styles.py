"""Resolves the styles of a Word file: what a paragraph or run inherits from its style and from those that it is based on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tasks.reading.word_package import W

HALF_POINTS = 2
_DEEPEST = 20  # styles based on one another; a circle ends here
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_OFF = frozenset(("0", "false", "off", "none"))


def value(element: etree._Element | None, name: str) -> str | None:
    """Return the `w:val` of a child, None where there is no such child."""
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val", "") if child is not None else None


def to_int(text: str | None, default: int = 0) -> int:
    """Return a whole number of the mark-up; the default where there is none, or one beyond all measure."""
    return int(text) if text and _NUMBER.fullmatch(text) else default


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """Return whether a toggle (`w:b`, `w:vanish`) is on, None where nothing is said."""
    child = element.find(f"{W}{name}") if element is not None else None
    return None if child is None else child.get(f"{W}val", "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Styles:
    """The style sheet, by style id. `default_id` is the style of paragraphs that name none."""

    by_id: Mapping[str, etree._Element]
    default_id: str
    defaults: etree._Element | None  # the run properties of the whole document

    def chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on, nearest first."""
        current = style_id
        for _ in range(_DEEPEST):
            style = self.by_id.get(current or "")
            if style is None:
                return
            yield style
            current = value(style, "basedOn")

    def names(self, style_id: str | None) -> Iterator[str]:
        """Yield the names of a style and of those that it is based on."""
        for style in self.chain(style_id):
            yield style.get(f"{W}styleId", "")
            yield value(style, "name") or ""

    def paragraph_property(self, properties: etree._Element | None, name: str) -> etree._Element | None:
        """Return a paragraph's property, its own or its style's."""
        own = properties.find(f"{W}{name}") if properties is not None else None
        if own is not None:
            return own
        for style in self.chain(self.style_of(properties)):
            found = style.find(f"{W}pPr/{W}{name}")
            if found is not None:
                return found
        return None

    def style_of(self, properties: etree._Element | None) -> str:
        """Return the id of a paragraph's style."""
        return value(properties, "pStyle") or self.default_id

    def run_toggle(self, run: etree._Element | None, paragraph_style: str, name: str) -> bool:
        """Return whether a run is bold, in capitals, …: by itself, by its own style, or by its paragraph's."""
        own = is_on(run, name)
        if own is not None:
            return own
        for style_id in (value(run, "rStyle"), paragraph_style):
            for style in self.chain(style_id):
                said = is_on(style.find(f"{W}rPr"), name)
                if said is not None:
                    return said
        return bool(is_on(self.defaults, name))

    def run_value(self, run: etree._Element | None, paragraph_style: str, name: str) -> str | None:
        """Return a run's property with a value (`w:sz`, `w:vertAlign`)."""
        said = value(run, name)
        for style_id in (value(run, "rStyle"), paragraph_style):
            if said is not None:
                return said
            styles = (value(style.find(f"{W}rPr"), name) for style in self.chain(style_id))
            said = next((found for found in styles if found is not None), None)
        return said if said is not None else value(self.defaults, name)


def read_styles(root: etree._Element | None) -> Styles:
    """Return the style sheet of `styles.xml`; an empty one where there is none."""
    if root is None:
        return Styles({}, "", None)
    styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    default = next(
        (
            i
            for i, s in styles.items()
            if s.get(f"{W}default") in {"1", "true"} and s.get(f"{W}type") == "paragraph"
        ),
        "",
    )
    return Styles(styles, default, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
