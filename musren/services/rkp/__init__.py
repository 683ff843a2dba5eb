"""The yearly plan around its meeting: draft, money of each source, realisation, evaluation."""
