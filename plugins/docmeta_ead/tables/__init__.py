"""EAD as tables: elements and attributes, mappings, content models, losses."""
