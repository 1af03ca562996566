"""The nouns and the rules of the trade, in plain Python: values in, decisions with their reasons out."""
