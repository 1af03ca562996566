"""Alembic's environment: the connection is handed in by tradedesk.ledger.upgrade; there is no ini file."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
