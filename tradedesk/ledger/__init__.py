"""Everything is kept in one file, and this is the only place that knows SQL."""
