"""Languages by their own names: whoever reads a language knows what it is called."""

from __future__ import annotations

_OWN_NAMES = {
    "en": "English", "zh_CN": "简体中文", "de": "Deutsch", "fr": "Français", "es": "Español", "pt": "Português",
    "it": "Italiano", "ru": "Русский", "tr": "Türkçe", "ar": "العربية", "ja": "日本語", "ko": "한국어", "pl": "Polski",
}  # fmt: skip


def own_name(code: str) -> str:
    """ "Deutsch" for "de"; a code that nobody named stands for itself."""
    return _OWN_NAMES.get(code, code)
