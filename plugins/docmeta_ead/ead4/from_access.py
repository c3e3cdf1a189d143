"""Agents, functions, places and subjects on the way back from EAD 4.0: creators, the repository, and access points under their headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docmeta.xml import collapse, localname
from docmeta_ead.ead4.from_parts import date_words, headings_of, only
from docmeta_ead.ead4.from_prose import add, attributes_of, elements, loose, make, named, narrative, text, words
from docmeta_ead.sniff import EAD3_NS
from docmeta_ead.tables import ead4 as names
from docmeta_ead.tables.audience import is_internal

if TYPE_CHECKING:
    from lxml import etree

_EAD3 = f"{{{EAD3_NS}}}"


class Access:
    """What of a unit names somebody or something.

    Attributes:
        left: What EAD 4.0 alone has: its section, and the element.
    """

    def __init__(self, source: etree._Element) -> None:
        self.source = source
        self.made = make(source, localname(source).lower())
        self.did: etree._Element | None = None
        self.left: list[tuple[str, etree._Element]] = []
        #: Access points, each under the headings that it stood under.
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
        around = self._relation(child)
        kind = child.get("agentType", "")
        about = attributes_of(child, skip=("agentType",))
        made = make(child, names.AGENT_NAMES.get(kind, "name"))
        roles = list(child.iterfind("{*}role"))
        if around == "repository":
            holder = [one for one in roles if collapse(text(one)) == names.HOLDER or not collapse(text(one))]
            roles = [one for one in roles if one not in holder[-1:]]
        if around == "origination" and not child.findall("{*}relationship"):
            roles = [one for one in roles if collapse(text(one)).casefold() not in names.ROLES]
        if roles:
            about.setdefault("relator", collapse(text(roles[0])) or roles[0].get("valueURI", ""))
        label = about.pop("label", None)
        headings = headings_of(about)
        for key, value in about.items():
            made.set(key, value)
        for one in child.iterfind("{*}label"):
            made.append(words(one, make(one, "part", attributes_of(one))))
        if not len(made):
            # A draft, or words without a label.
            words(child, add(made, "part"))
        else:
            loose(child, self.made)
        for one in elements(child):
            if localname(one) in ("date", "dateRange", "dateSet"):
                add(made, "part", {"localtype": "dates"}).text = collapse(date_words(one))
        known = ("label", "role", "relationship", "date", "dateRange", "dateSet")
        if any(localname(one) not in known for one in elements(child)) and child.find("{*}label") is not None:
            self.left.append(("agents", only(child, known)))
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

    def _relation(self, child: etree._Element) -> str:
        for relationship in child.iterfind("{*}relationship"):
            found = names.RELATED.get(collapse(text(relationship)).casefold())
            if found:
                return found
        for role in child.iterfind("{*}role"):
            for said in (collapse(text(role)), role.get("valueURI", "").rpartition("/")[2]):
                found = names.ROLES.get(said.casefold())
                if found:
                    return found
        return (
            "controlaccess"
            if child.find("{*}relationship") is not None or child.find("{*}role") is not None
            else "origination"
        )

    def _function(self, child: etree._Element) -> None:
        self._named(child, "function")

    def _place(self, child: etree._Element) -> None:
        kind = child.get("placeType")
        if kind == names.STORAGE_PLACE:
            about = attributes_of(child, {"target": "parent"}, ("placeType",))
            label = child.find("{*}label")
            if label is not None and is_internal(label):
                about["audience"] = "internal"
            self.identity().append(words(child if label is None else label, make(child, "physloc", about)))
        elif kind == names.REPOSITORY_PLACE:
            self._holding(child)
        else:
            self._named(child, "geogname")

    def _holding(self, child: etree._Element) -> None:
        made = make(child, "address")
        for line in child.iter("{*}addressLine", "{*}contactLine"):
            made.append(
                words(
                    line,
                    make(
                        line,
                        "addressline",
                        attributes_of(line, {"addressLineType": "localtype", "contactLineType": "localtype"}),
                    ),
                )
            )
        own = child.find("{*}address")
        for key, value in (attributes_of(own) if own is not None else {}).items():
            made.set(key, value)
        label = child.find("{*}label")
        if label is not None and is_internal(label):
            self.left.append(("places", child))
            return
        self.addresses.append((collapse(text(label)) if label is not None else "", made, child))

    def _address(self) -> None:
        """Give each address to the repository of its name."""
        free = {id(one): one for one in self.repositories if one.find(f"{_EAD3}address") is None}
        by_name: dict[str, list[etree._Element]] = {}
        for one in reversed(free.values()):
            by_name.setdefault(collapse(text(one)), []).append(one)
        for label, lines, around in self.addresses:
            same = by_name.get(label, [])
            while same and id(same[-1]) not in free:
                same.pop()
            if is_internal(around) and not (same and is_internal(same[-1])):
                self.left.append(("places", around))  # beside a repository that all may see
                continue
            if free:
                chosen = same[-1] if same else next(iter(free.values()))
                del free[id(chosen)]
                chosen.append(lines)
                continue
            outer = add(self.identity(), "repository")
            add(add(outer, "corpname"), "part").text = label
            outer.append(lines)

    def _named(self, child: etree._Element, name: str) -> None:
        made = make(child, name)
        roles = list(child.iterfind("{*}role"))
        if roles:
            made.set("relator", collapse(text(roles[0])))
        labels = [*child.iterfind("{*}label"), *child.iterfind("{*}placeName")]
        for one in labels:
            made.append(words(one, make(one, "part", attributes_of(one))))
        if not labels:
            words(child, add(made, "part"))
        else:
            loose(child, self.made)
        for one in child.iterfind("{*}geographicCoordinates"):
            made.append(words(one, make(one, "geographiccoordinates", attributes_of(one))))
        known = ("label", "placeName", "role", "geographicCoordinates")
        if labels and any(localname(one) not in known for one in elements(child)):
            self.left.append((f"{localname(child)}s", only(child, known)))
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
            if len(terms) < len(list(elements(subject))):
                self.left.append(("subjectHeadings", subject))
            self._point(made, said)

    def _access(self) -> None:
        """Put the access points under their headings."""
        groups: dict[tuple[str, ...], etree._Element] = {}
        for headings, made in self.points:
            group = groups.get(headings)
            if group is None:
                group = self.made
                for number in range(len(headings) + 1):
                    above = headings[:number]
                    if above in groups:
                        group = groups[above]
                    elif number or not headings:
                        group = groups[above] = add(group, "controlaccess")
                        if number:
                            add(group, "head").text = headings[number - 1]
            group.append(made)

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
