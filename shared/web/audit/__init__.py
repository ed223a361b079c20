"""How the audit list is asked for."""
