"""Guided forms: fields, steps and flows, one module per stage."""
