"""The envelope of EDM records: an rdf:RDF, alone or in each record of an OAI-PMH response."""

from __future__ import annotations

from typing import Final

from docmeta.plugins import Context
from docmeta_dublincore.edm.options import EdmOptions
from docmeta_dublincore.envelopes import OaiPmh
from docmeta_dublincore.vocabulary import DC, DCTERMS, RDF

ROOT: Final = (
    f'rdf:RDF xmlns:rdf="{RDF}" xmlns:edm="http://www.europeana.eu/schemas/edm/" '
    f'xmlns:ore="http://www.openarchives.org/ore/terms/" xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}" '
    'xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:owl="http://www.w3.org/2002/07/owl#" '
    'xmlns:wgs84_pos="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:rdaGr2="http://rdvocab.info/ElementsGr2/"'
)


class EdmOai(OaiPmh):
    """An OAI-PMH response to ListRecords, with the prefix `edm`: an rdf:RDF for each record."""

    def __init__(self, options: EdmOptions, context: Context) -> None:
        super().__init__(False, options, context)
        self.prefix = "edm"
        outer = self.pad(self.level - 1)
        self.begin, self.end = f"{outer}<{ROOT}>{self.line}", f"{outer}</rdf:RDF>{self.line}"
