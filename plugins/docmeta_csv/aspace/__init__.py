"""ArchivesSpace's bulk import template."""
