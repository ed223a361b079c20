"""Where the vendor's owner changes who answers, what is sold, and what is said; supporters read it there."""
