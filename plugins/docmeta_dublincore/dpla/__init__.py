"""Records of DPLA's Metadata Application Profile, as its ingestion reads them."""
