"""Latitudes and longitudes as people and systems write them."""

from __future__ import annotations

import io

import pytest

import docmeta
from docmeta.model import degrees


@pytest.mark.parametrize(
    "said",
    [
        "48.5,-2.25", "48.5 -2.25", "48.5/-2.25", "48,5; -2,25", "48,50,-2,25", "48,5 -2,25", "48.5N, 2.25W", "48.5° N, 2.25° W",
        "N 48.5 W 2.25", "2.25 W, 48.5 N", "48°30'N 2°15'W", "48°30′00″N, 2°15′00″W", "N48°30'00\" W2°15'00\"", "POINT(-2.25 48.5)",
        "lat: 48.5, lon: -2.25", "Latitude: 48.5 Longitude: -2.25", "geo:48.5,-2.25", r"\+48.5,-2.25", "48°30,0'N 2°15,0'W",
    ],
)  # fmt: skip
def test_one_place_in_many_notations(said: str) -> None:
    assert degrees(said) == (48.5, -2.25)


@pytest.mark.parametrize(
    "said", ["", "127, 37.5", "Paris, France", "nan 3", "52S DG 2 3", "48.5", "48.5, 2.25, 12", "48°75'N 2°15'W", "1, 2" * 90, "48 N, 2 N"]
)  # fmt: skip
def test_what_is_not_certain_is_none(said: str) -> None:
    assert degrees(said) is None


@pytest.mark.parametrize(
    "table",
    [
        'Title,Coordinates\nRye,"48,5; -2,25"\n', 'Title,Latitude,Longitude\nRye,"48,5","-2,25"\n', "Titre;Coordonnées\nRye;48,5 -2,25\n",
        "Titel;Breitengrad;Längengrad\nRye;48,5;-2,25\n", "Title,lat,lng\nRye,48.5 N,2.25 W\n",
    ],
)  # fmt: skip
def test_places_of_tables(table: str) -> None:
    (node,) = docmeta.read(io.BytesIO(table.encode()), format="csv")
    (place,) = node.unit.places
    assert (place.latitude, place.longitude) == (48.5, -2.25)
