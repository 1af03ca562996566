"""The text of an HTML mail: nothing is loaded, run or drawn; quoted parts keep a mark."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "hr", "pre"}
)
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
#: Deeper quotes say nothing more.
_DEEPEST = 5


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._unseen, self._quoted = 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self._unseen += 1
        if tag == "blockquote":
            self._quoted += 1
        if tag in _BLOCKS:
            self._new_line()
        if tag in ("td", "th") and self.lines[-1].strip():
            self.lines[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in _BLOCKS and tag != "br":
            self._new_line()
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        words = " ".join(data.replace("\xa0", " ").split())
        if not words:
            self.lines[-1] += " " if self.lines[-1].strip() and data else ""
            return
        if not self.lines[-1]:
            self.lines[-1] = "> " * min(self._quoted, _DEEPEST)
        before = " " if data[:1].isspace() and self.lines[-1].strip() and not self.lines[-1].endswith(" ") else ""
        self.lines[-1] += before + words + (" " if data[-1:].isspace() else "")

    def _new_line(self) -> None:
        if self.lines[-1]:
            self.lines.append("")


def text_of_html(html: str) -> str:
    """The words of an HTML text, a line a block, quoted blocks marked with ">"; never raises."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "\n".join(line.rstrip() for line in reader.lines).strip("\n")
