"""Acts about documentation: kept, sent, studied, asked about, improved."""
