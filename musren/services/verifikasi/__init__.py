"""Tim Verifikasi: its members, its sheets, what goes back to the villages and what they mend."""
