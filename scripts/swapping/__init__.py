"""Names, regions, dates and amounts of an annotated page, and of its annotation, each for another of the same form."""
