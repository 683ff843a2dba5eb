"""The musren command."""
