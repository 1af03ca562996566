"""Lists and searches: flat rows by plain SQL, paged, never whole tables."""
