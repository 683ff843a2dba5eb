"""The kabupaten's own work: office, SKPD, Forum SKPD, Musrenbang Kabupaten (Panduan V)."""
