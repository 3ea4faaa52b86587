"""A new school year: who moves up, which class they go to, and the rows that begin."""
