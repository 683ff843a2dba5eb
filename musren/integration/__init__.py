"""The guide itself as plain Python: one module per idea of the Panduan Teknis Integrasi."""
