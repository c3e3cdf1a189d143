"""From units to EAD elements."""
