"""The fictional kabupaten of many kecamatan: one planning year, in bulk, the same for one seed."""
