"""How aggregates and hints stand in storage, and how an act on a ticket is carried out.

Keys are hashes and digits, never what a person wrote.
"""
