"""Swapping names, regions, dates and amounts of an annotated page for others of the same form, page and annotation alike."""
