"""Targets for the end of the year: proposed by a rule, agreed by people, and what to look at."""
