"""The request form inside the vendor's products: in a frame of their pages, or behind their Help link."""
