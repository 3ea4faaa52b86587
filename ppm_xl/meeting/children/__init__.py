"""Who is spoken of at a meeting, and why: celebrated, of concern, with the SENCO, forgotten."""
