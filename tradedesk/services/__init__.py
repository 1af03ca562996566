"""The verbs: what a user can do. Each reads from the ledger, asks the domain, and writes back."""
