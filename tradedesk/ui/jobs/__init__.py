"""Work beside the window: one lane for the ledger, a small pool for work without it. Nobody else starts threads."""

from __future__ import annotations

from tradedesk.ui.jobs.lane import Job, JobCancelled, Lane, Pool

__all__ = ["Job", "JobCancelled", "Lane", "Pool"]
