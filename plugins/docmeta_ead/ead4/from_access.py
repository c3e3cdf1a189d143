"""From EAD 4.0 to the canonical markup: agents, functions, places and subjects become creators, the repository, and access points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docmeta.xml import collapse, localname
from docmeta_ead.ead4.from_parts import (
    DATES,
    address,
    addresses,
    agent,
    date_words,
    headings_of,
)
from docmeta_ead.ead4.from_prose import add, attributes_of, elements, loose, make, named, narrative, text, words
from docmeta_ead.ead4.left import Left, is_bare
from docmeta_ead.sniff import EAD3_NS
from docmeta_ead.tables import ead4 as names
from docmeta_ead.tables.audience import is_internal

if TYPE_CHECKING:
    from lxml import etree

#: The role that adds nothing to the relation of an agent to the material.
_PLAIN: Final = {"origination": "creator", "repository": "repository", "controlaccess": "subject"}
_EAD3 = f"{{{EAD3_NS}}}"


class _Group:
    """A group of access points under one heading, with its groups."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.groups: dict[str, _Group] = {}

    def under(self, heading: str) -> _Group:
        """The group under a heading."""
        found = self.groups.get(heading)
        if found is None:
            found = self.groups[heading] = _Group(add(self.element, "controlaccess"))
            if heading:
                add(found.element, "head").text = heading
        return found


def _role(element: etree._Element) -> str:
    """The words of a role, else its URI."""
    return collapse(text(element)) or element.get("valueURI", "")


class Access:
    """The agents, places and subjects of a unit.

    Attributes:
        left: What only EAD 4.0 has: its section, and the element.
    """

    def __init__(self, source: etree._Element) -> None:
        self.source = source
        self.made = make(source, localname(source).lower())
        self.did: etree._Element | None = None
        self.left = Left()
        #: Access points, each with the headings above it.
        self.points: list[tuple[tuple[str, ...], etree._Element]] = []
        self.addresses: list[tuple[str, etree._Element, etree._Element]] = []
        self.repositories: list[etree._Element] = []

    def identity(self) -> etree._Element:
        """The `did`."""
        if self.did is None:
            self.did = make(self.source, "did")
            self.made.append(self.did)
        return self.did

    # Agents, functions, places.

    def _agent(self, child: etree._Element) -> None:
        around, related = self._relation(child)
        first = child.find("{*}label")
        by_role = child.find("{*}relationship") is None
        if by_role and first is not None:
            # In the form in which it is written again, so that what is carried along stays the same.
            related = add(child, "relationship")
            related.text = names.RELATIONSHIPS[around]
        kind, about = agent(child)
        made = make(child, kind)
        said = {one for one in (first, related) if one is not None}
        if related is not None and not is_bare(related):
            said.discard(related)
        roles = [one for one in child.iterfind("{*}role") if _role(one)]
        if around == "repository":
            holder = [one for one in roles if collapse(text(one)) == names.HOLDER]
            said |= {one for one in holder[-1:] if is_bare(one)}
            roles = [one for one in roles if one not in holder[-1:] and collapse(text(one))]
        if by_role:
            plain = [one for one in roles if collapse(text(one)).casefold() == _PLAIN[around]]
            said |= {one for one in plain if is_bare(one)}
            roles = [one for one in roles if one not in plain]
        if roles:
            if "relator" not in about and is_bare(roles[0]):
                said.add(roles[0])
            about.setdefault("relator", _role(roles[0]))
        label = about.pop("label", None)
        headings = headings_of(about)
        for key, value in about.items():
            made.set(key, value)
        if first is None:
            # A draft, or words without a label.
            words(child, add(made, "part"))
            said.update(elements(child))
        else:
            made.append(words(first, make(first, "part", attributes_of(first))))
            loose(child, self.made)
        for one in elements(child):
            if localname(one) in DATES:
                add(made, "part", {"localtype": "dates"}).text = collapse(date_words(one))
                if is_bare(one):
                    said.add(one)
                break
        if related is not None and collapse(text(related)) != names.RELATIONSHIPS[around]:
            related = None  # it is known by another word for it
        self.left.rest("agents", child, said, (first, related))
        if around == "controlaccess":
            self.points.append((headings, made))
            return
        outer = make(child, around, {"label": label} if label else {})
        for key in [str(key) for key in made.attrib if str(key).startswith(names.AROUND)]:
            outer.set(key.removeprefix(names.AROUND), made.attrib.pop(key))
        if around == "repository" and made.get("audience"):
            outer.set("audience", made.attrib.pop("audience"))
        elif outer.get("audience") == "internal" and made.get("audience") == "internal":
            del made.attrib["audience"]
        outer.append(made)
        self.identity().append(outer)
        if around == "repository":
            self.repositories.append(outer)

    def _relation(self, child: etree._Element) -> tuple[str, etree._Element | None]:
        """The relation of an agent to the material, and the element for it."""
        for relationship in child.iterfind("{*}relationship"):
            found = names.RELATED.get(collapse(text(relationship)).casefold())
            if found:
                return found, relationship
        for role in child.iterfind("{*}role"):
            for said in (collapse(text(role)), role.get("valueURI", "").rpartition("/")[2]):
                found = names.ROLES.get(said.casefold())
                if found:
                    return found, None
        if child.find("{*}relationship") is not None or child.find("{*}role") is not None:
            return "controlaccess", None
        return "origination", None

    def _function(self, child: etree._Element) -> None:
        self._named(child, "function")

    def _place(self, child: etree._Element) -> None:
        kind = child.get("placeType")
        label = child.find("{*}label")
        if kind == names.STORAGE_PLACE and (label is not None or not any(True for _ in elements(child))):
            about = attributes_of(child, {"target": "parent"}, ("placeType",))
            source = child if label is None else label
            if is_internal(source):
                about["audience"] = "internal"
            self.identity().append(words(source, make(child, "physloc", about)))
            said = {label} if label is not None and is_bare(label) else set()
            self.left.rest("places", child, said, (label,))
        elif kind == names.REPOSITORY_PLACE:
            self._holding(child)
        else:
            self._named(child, "geogname")

    def _holding(self, child: etree._Element) -> None:
        label = child.find("{*}label")
        lines = address(child)
        if (label is not None and is_internal(label)) or not len(lines):
            self.left.whole("places", child)
            return
        self.addresses.append((collapse(text(label)) if label is not None else "", lines, child))

    def _address(self) -> None:
        """Give each address to the repository with its name."""
        free = {id(one): one for one in self.repositories if one.find(f"{_EAD3}address") is None}
        by_name: dict[str, list[etree._Element]] = {}
        for one in reversed(free.values()):
            by_name.setdefault(collapse(text(one[0][0])), []).append(one)  # the first of its parts is the name
        for label, lines, around in self.addresses:
            same = by_name.get(label, [])
            while same and id(same[-1]) not in free:
                same.pop()
            if (self.repositories and not free) or (is_internal(around) and not (same and is_internal(same[-1]))):
                # No repository is left to take it, or everybody may see that.
                self.left.whole("places", around)
                continue
            own = around.find("{*}label")
            said = {*addresses(around), *(() if own is None or not is_bare(own) else (own,))}
            about = [str(key) for key in around.attrib if key not in ("placeType", "audience")]
            # An address with another name than the repository is a place of its own.
            self.left.rest("places", around, said, (own,), names.PARTIAL if same or not free else "", about)
            if free:
                chosen = same[-1] if same else next(iter(free.values()))
                del free[id(chosen)]
                if label and not same:
                    # The place in it, or its own name for that.
                    lines.insert(0, make(around, "addressline"))
                    lines[0].text = label
                chosen.append(lines)
                continue
            outer = add(self.identity(), "repository")
            add(add(outer, "corpname"), "part").text = label
            outer.append(lines)

    def _named(self, child: etree._Element, name: str) -> None:
        made = make(child, name)
        roles = [one for one in child.iterfind("{*}role") if _role(one)]
        said = {one for one in roles[:1] if is_bare(one)}
        if roles:
            made.set("relator", _role(roles[0]))
        labels = list(child.iterfind("{*}label"))[:1] or list(child.iterfind("{*}placeName"))
        for one in labels:
            made.append(words(one, make(one, "part", attributes_of(one))))
        if not labels:
            words(child, add(made, "part"))
            said.update(elements(child))
        else:
            loose(child, self.made)
        said.update(labels)
        for one in child.iterfind("{*}geographicCoordinates"):
            made.append(words(one, make(one, "geographiccoordinates", attributes_of(one))))
            said.add(one)
        self.left.rest(f"{localname(child)}s", child, said, labels)
        self._point(made, attributes_of(child))

    # Access points.

    def _point(self, made: etree._Element, about: dict[str, str]) -> None:
        headings = headings_of(about)
        for key, value in about.items():
            if made.get(key) is None:
                made.set(key, value)
        self.points.append((headings, made))

    def _headings(self, child: etree._Element) -> None:
        about = attributes_of(child)
        prose = make(child, "controlaccess", about)
        narrative(child, prose)
        if about or len(prose) or (prose.text or "").strip():
            self.made.append(prose)
        self._abstract(child)
        for subject in child.iterfind("{*}subject"):
            said = attributes_of(subject)
            known = named(subject, said, ("title", "occupation", "genreform", "function"))
            made = make(subject, known or "subject")
            terms = [*subject.iterfind("{*}term"), *subject.iterfind("{*}label")]
            for term in terms:
                made.append(words(term, make(term, "part", attributes_of(term))))
            if not terms:
                words(subject, add(made, "part"))
            else:
                loose(subject, self.made)
            if is_internal(child):
                made.set("audience", "internal")
                subject.set("audience", "internal")
            self.left.rest("subjectHeadings", subject, set(terms), terms)
            self._point(made, said)

    def _access(self) -> None:
        """Put the access points under their headings."""
        top = _Group(self.made)
        for headings, made in self.points:
            group = top.under("") if not headings else top.groups.get("", top)
            for heading in headings:
                group = group.under(heading)
            group.element.append(made)

    def _genre(self, child: etree._Element) -> None:
        made = make(child, "genreform")
        words(child, add(made, "part"))
        self._point(made, attributes_of(child))

    def _abstract(self, child: etree._Element) -> None:
        for abstract in child.iterfind("{*}abstract"):
            made = words(abstract, make(abstract, "abstract", attributes_of(abstract)))
            if child.get("audience") == "internal":
                made.set("audience", "internal")
            self.identity().append(made)
