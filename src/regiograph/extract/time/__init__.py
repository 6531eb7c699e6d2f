"""Dates as pages write them, and from when to when things run."""
