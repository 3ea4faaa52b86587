"""The whole school for its leaders: what is asked of them, what is overdue, what came of it."""
