"""Events: their names, dates and places, and who came."""
