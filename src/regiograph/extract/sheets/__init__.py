"""Fact sheets: labelled lines, tables, and lists below a label."""
