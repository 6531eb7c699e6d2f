"""Who leads, who takes part, and what a thing belongs to."""
