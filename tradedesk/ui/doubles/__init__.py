"""The page on which the same company entered twice becomes one."""
