"""The desk's pages of documentation: a product's documents, what was asked about them, who has studied."""
