"""Templates: the shipped texts, and putting facts into a text in a process of its own that can be ended."""
