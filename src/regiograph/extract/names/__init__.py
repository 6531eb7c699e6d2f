"""Names of collaborations: by their spelling, the noun beside them, a title, a definition."""
