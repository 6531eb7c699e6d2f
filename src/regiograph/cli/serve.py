"""The verb serve."""
