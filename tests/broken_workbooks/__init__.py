"""Deliberately broken copies of the template."""
