"""The RPJM-Desa: document, proposals, ranking, meetings, and taking tables in (Panduan II.D.2)."""
