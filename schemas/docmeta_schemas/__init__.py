"""docmeta's own schemas: JSON Schema, JSON-LD context, RELAX NG profiles."""
