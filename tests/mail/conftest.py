"""What differs between a message and its draft is shown whole."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.mail.proof")
