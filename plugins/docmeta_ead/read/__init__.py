"""From EAD elements to units."""
