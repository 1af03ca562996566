"""The page on which customers are written to a file."""
