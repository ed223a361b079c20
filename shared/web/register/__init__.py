"""How the register of errors is asked for."""
