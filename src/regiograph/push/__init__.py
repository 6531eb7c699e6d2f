"""Sending a finished release to other people's services."""
