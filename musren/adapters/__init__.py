"""Other programs and the file system: LibreOffice, stored files, uploaded scans."""
