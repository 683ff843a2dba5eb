"""JSON edge, /api/v1."""
