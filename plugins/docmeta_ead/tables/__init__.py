"""What EAD says, as tables: elements and attributes, mappings, content models, losses."""
