"""Values that everything else is made of: instants, addresses, languages, money, the vendor's terms.

No ticket is known here.
"""
