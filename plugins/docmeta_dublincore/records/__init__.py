"""Records that leave their tree for an aggregator: which units they are, what they owe to those above, what is demanded of them."""
