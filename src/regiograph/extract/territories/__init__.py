"""Regions, countries and towns: their names, their codes, and what lies in what."""
