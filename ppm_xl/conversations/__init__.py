"""Learning conversations: a day planned for a class, and the papers to hold them from."""
