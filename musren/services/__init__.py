"""Verbs of the planning year; they take a session and an actor and never commit."""
