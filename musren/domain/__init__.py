"""Vocabulary: plain value objects that know no framework and no database."""
