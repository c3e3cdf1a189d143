"""JSON-LD with the schema.org vocabulary."""
