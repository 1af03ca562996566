"""Receivables (应收账款): what is owed by age, customer and currency."""
