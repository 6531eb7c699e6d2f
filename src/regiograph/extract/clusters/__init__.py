"""Clusters: their labels, where they are, what they belong to and do."""
