"""Files from the school's MIS: reading them, and planning what they change."""
