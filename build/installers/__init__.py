"""One module a package; the name, the version and the words of all of them are in ``product``."""
