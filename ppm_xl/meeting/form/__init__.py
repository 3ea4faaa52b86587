"""The sheet Meeting: its lines, what staff's white cells belong to, and what was typed there."""
