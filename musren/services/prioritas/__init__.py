"""The kecamatan's ranking and funding: who votes, the session, the decisions, the BLM."""
