"""Budget lines and what they pay for: imported, typed, matched, shared, or left with a reason."""
