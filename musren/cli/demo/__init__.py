"""The fictional kecamatan: built through the services alone, the same for the same seed."""
