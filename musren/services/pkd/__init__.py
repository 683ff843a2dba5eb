"""Pengkajian Keadaan Desa (Panduan II.D.1): meetings, problems, ranks, actions, welfare."""
