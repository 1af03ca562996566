"""The window: Qt and nothing else; no SQL, no files of the user, no rules of the trade."""
