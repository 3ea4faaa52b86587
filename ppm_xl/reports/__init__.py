"""What goes home to families: one page a child, and nothing on it that is not theirs to see."""
