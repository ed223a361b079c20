"""What the vendor's owner decides while the desk runs: who answers, what is sold, what is said."""
