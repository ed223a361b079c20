"""Why the desk refuses, each a class of a sort. How a refusal is told over HTTP is not known here."""
