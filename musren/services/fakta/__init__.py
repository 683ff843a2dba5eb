"""Stored things as the facts a paper prints; one builder for each kind of paper."""
