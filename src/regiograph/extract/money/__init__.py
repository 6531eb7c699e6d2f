"""Sums, rates and counts, and whose they are."""
