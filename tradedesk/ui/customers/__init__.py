"""Customers, suppliers, forwarders and colleagues: the list, one party's sheet, and who receives what."""

from __future__ import annotations
