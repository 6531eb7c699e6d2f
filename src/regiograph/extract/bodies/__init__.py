"""Names of organisations, and of authorities by their territory; persons, who are none."""
