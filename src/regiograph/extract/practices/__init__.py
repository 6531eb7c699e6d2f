"""Good practices and case studies, aims and themes."""
