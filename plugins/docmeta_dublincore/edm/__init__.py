"""Records of the Europeana Data Model, as Europeana accepts them (EDM external)."""
