"""A whole round of progress meetings on one page: slots, clashes, invitations."""
