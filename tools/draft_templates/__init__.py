"""Drafts the shipped Word templates from one shared look; see docs/decisions/0002."""
