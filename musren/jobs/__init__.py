"""Background edge: long work outside a request."""
