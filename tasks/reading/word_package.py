"""Opens an Office Open XML package: its parts as XML trees, and what they point at.

Standard: ECMA-376. Both its dialects are read: *strict* differs from *transitional* in the names of its namespaces.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from tasks.errors import RejectedDocument
from tasks.reading.archive import read_members

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{MAIN}}}"
R_ID = f"{{{RELATIONS}}}id"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONS.encode()),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at: another part, or an address outside."""

    kind: str  # the last word of the type: 'hyperlink', 'footnotes', …
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part with its relations, by their ids."""

    root: etree._Element
    relations: Mapping[str, Relation]


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file's members; parts are parsed when they are asked for."""

    members: Mapping[str, bytes]

    def main(self) -> tuple[str, Part]:
        """Return the document part and its name. Raises RejectedDocument where there is none."""
        relations = self._relations("_rels/.rels", "").values()
        name = next((r.target for r in relations if r.kind == "officeDocument"), "word/document.xml")
        return name, self.part(name)

    def part(self, name: str) -> Part:
        """Return a part by its name. Raises RejectedDocument: `damaged`, `unsafe`."""
        if name not in self.members:
            raise RejectedDocument("damaged", f"The Word file lacks {name}.")
        folder, file = posixpath.split(name)
        relations = self._relations(posixpath.join(folder, "_rels", f"{file}.rels"), folder)
        return Part(_parse(self.members[name], name), relations)

    def related(self, part: Part, kind: str) -> Part | None:
        """Return the first part of a kind that a part points at, None where there is none."""
        names = (r.target for r in part.relations.values() if r.kind == kind and not r.is_external)
        return next((self.part(name) for name in names if name in self.members), None)

    def by_id(self, part: Part, relation_id: str) -> Part | None:
        """Return the part that a relation's id points at, None where it points at nothing."""
        relation = part.relations.get(relation_id)
        return self.part(relation.target) if relation and relation.target in self.members else None

    def _relations(self, name: str, folder: str) -> dict[str, Relation]:
        if name not in self.members:
            return {}
        found = {}
        for element in _parse(self.members[name], name):
            target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = Relation(
                element.get("Type", "").rpartition("/")[2], target, is_external
            )
        return found


def open_package(data: bytes) -> Package:
    """Return a Word file's package.

    Raises:
        RejectedDocument: the package is damaged, encrypted, over a limit or not safe to unpack.

    """
    return Package({member.name.lstrip("/"): member.data for member in read_members(data)})


def _parse(data: bytes, name: str) -> etree._Element:
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RejectedDocument("damaged", f"{name} in the Word file is malformed: {error}") from error
    if root is None:
        raise RejectedDocument("damaged", f"{name} in the Word file is empty.")
    if root.getroottree().docinfo.internalDTD is not None:
        raise RejectedDocument("unsafe", f"{name} in the Word file has a document type; Word writes none.")
    return root
