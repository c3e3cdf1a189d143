"""Records for aggregators, outside their tree: the units that become records, what they inherit, and the aggregator's requirements."""
