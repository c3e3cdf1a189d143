"""Dublin Core XML: simple and qualified."""
