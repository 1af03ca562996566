"""One file for each mail program: what its way keeps, how a message is encoded for it, and whether it is here."""
