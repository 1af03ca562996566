"""TradeDesk: a local ledger of customers and orders that carries out the rules of good trade communication."""

__version__ = "0.2.0"
