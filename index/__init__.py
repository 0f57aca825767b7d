"""Encode passages and questions, and keep what is searched on disk."""
