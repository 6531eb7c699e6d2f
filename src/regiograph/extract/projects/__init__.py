"""Projects that no noun explains: by what a page tells of them and where it does."""
