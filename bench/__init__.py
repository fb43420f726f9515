"""Comparisons with other programs: ``make bench``."""
