"""Plain text listings of a collection's documents."""
