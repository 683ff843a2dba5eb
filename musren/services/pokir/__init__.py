"""What the DPRD brings from its recess, beside what the Musrenbang agreed (Panduan V.A-B)."""
