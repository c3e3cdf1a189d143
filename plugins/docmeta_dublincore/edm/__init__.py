"""Records of the Europeana Data Model, as Europeana takes them (EDM external)."""
