"""Facts to bytes of an official Word document."""
