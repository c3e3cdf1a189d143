"""Data of an authority record on an agent, in the properties of schema.org, and back."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given

import docmeta
from docmeta import AgentLink, CorporateBody, Document, Person, Report
from docmeta.model import About, Agent, AgentFact, AgentRelation, Language
from docmeta_jsonld.agents import link
from strategies import told_agents

PERSON = Person(
    "Roe, Ann",
    about=About(
        facts=(AgentFact("place", "Rye", "birth", uri="https://example.org/rye"), AgentFact("place", "Hove", "death"),
               AgentFact("occupation", "Pilot")),
        relations=(
            AgentRelation("agent", "family", "https://example.org/mary", "Roe, Mary"),
            AgentRelation("agent", "associative", label="Doe"),
        ),
        languages=(Language("eng"),),
    ),
)  # fmt: skip
BODY = CorporateBody(
    "Harbour Office",
    about=About(
        facts=(AgentFact("place", "Rye", "seat"),),
        relations=(
            AgentRelation("agent", "hierarchical-parent", label="Port"),
            AgentRelation("agent", "hierarchical-child", label="Pilots"),
        ),
    ),
)  # fmt: skip


def written(agent: Agent) -> tuple[dict[str, Any], Report, Agent]:
    out = io.BytesIO()
    report = docmeta.dump(Document("d", title="Letter", agents=(AgentLink(agent),)), out, format="jsonld")
    back = docmeta.load(out.getvalue(), format="jsonld").members[0].agents[0].agent
    return json.loads(out.getvalue())["creator"], report, back


@pytest.mark.parametrize("agent", [PERSON, BODY])
def test_what_schema_org_has_a_property_for_comes_back(agent: Agent) -> None:
    data, report, back = written(agent)
    assert back == agent
    assert report.losses == report.changes == 0
    assert data.get("birthPlace", data.get("location"))["name"] == "Rye"


def test_roles_in_other_languages_are_understood_and_the_rest_is_reported() -> None:
    told = About(facts=(AgentFact("place", "Rye", "Geburtsort"), AgentFact("mandate", text="Harbour Act")))
    data, report, _ = written(Person("Roe, Ann", about=told))
    assert data["birthPlace"] == {"@type": "Place", "name": "Rye"}
    assert [(finding.code, finding.field) for finding in report.findings] == [("partial", "agents")]
    assert "data of an authority record" in report.findings[0].message


def test_a_place_that_says_more_is_kept_as_it_is() -> None:
    place = {"@type": "Place", "name": "Rye", "address": "1 High Street"}
    data = {"@context": "https://schema.org", "@type": "ArchiveComponent", "name": "L", "creator": {
        "@type": "Person", "name": "Roe", "birthPlace": place, "knows": "https://example.org/x"}}  # fmt: skip
    agent = docmeta.load(json.dumps(data).encode(), format="jsonld").members[0].agents[0].agent
    assert agent.about is None
    assert {extra.place for extra in agent.extras} == {"birthPlace", "knows"}
    assert written(agent)[0]["birthPlace"] == place


@given(told=told_agents())
def test_the_codec_knows_what_it_loses(told: Agent) -> None:
    codec, one = link("creator"), AgentLink(told)
    text = codec.encode(one)
    if text and codec.decode is not None:
        assert codec.loss(one) == (codec.decode(text) != one)
