"""What the pages of the desk show supporters. Nothing is written here but what tidies the lists."""
