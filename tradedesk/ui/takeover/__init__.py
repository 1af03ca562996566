"""The page on which a customer of another ledger is taken over."""
