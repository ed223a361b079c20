"""What all pages have, the request form, and problems as pages or documents."""
