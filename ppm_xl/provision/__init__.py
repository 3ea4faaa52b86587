"""Strategies and interventions: what is in place, what it achieved, what to look at.

Pure: everything is read from a :class:`~ppm_xl.school.model.School`.
"""
