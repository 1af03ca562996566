"""The outside world: mail programs, templates, file formats, calendars, mail providers and places."""
