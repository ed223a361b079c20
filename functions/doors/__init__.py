"""How HTTP functions are declared, asked and answered. No function lives here."""
