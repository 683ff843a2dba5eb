"""Rows to workbooks and open data."""
