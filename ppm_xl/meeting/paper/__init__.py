"""What a meeting prints: the pack, the office's lists, one child's page."""
