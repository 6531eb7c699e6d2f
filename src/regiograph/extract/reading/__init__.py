"""A page while it is read: its layout, words and mentions, and what its sentences speak of."""
