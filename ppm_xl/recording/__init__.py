"""What comes of a meeting: it is recorded, each owner gets a list, the SENCO a copy."""
