"""Alembic revisions of the ledger. They import no project code, so that they mean the same for ever."""
