"""What every table needs: sources, headers, cells, order, units."""
