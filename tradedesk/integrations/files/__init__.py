"""Files that other programs write: lists to be brought in. Modules are imported on first use."""
