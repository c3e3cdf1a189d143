"""EAD 4.0: converts between its markup and the canonical one, which is EAD3's, so that one reader and one writer serve it too."""
