"""The page of the templates: the texts that messages start from, checked and shown while they are changed."""
