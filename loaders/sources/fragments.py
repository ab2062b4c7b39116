"""From a piece of HTML to text with its paragraphs, nothing of the body lost.

For article bodies that come without a page around them: the content of a feed item, the ``html`` of
an article record. Extractors of main content are made for whole pages and take short paragraphs,
bylines or lists of a fragment for page furniture; here every word that a browser would show stays.
"""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml.html import HTMLParser

from diplograph.graph.errors import InputError
from diplograph.loaders.encoding import clean, unify_newlines

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog dir div dl dt
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
        main menu nav ol p pre search section summary table tbody td tfoot th thead title tr ul
        head item list quote row cell doc""",  # the last line: words of trafilatura's trees
    )
)
# Blocks that follow each other on the next line instead of after a blank one.
_TIGHT = frozenset(("li", "item", "dt", "dd", "tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_BREAKS = frozenset(("br", "lb"))
# Not shown by a browser as text of the document. ``head`` is no part of it: it is a headline in
# the trees of trafilatura, and a fragment has none.
_HIDDEN = frozenset(
    re.findall(
        r"\w+",
        """script style template noscript iframe object embed applet audio video canvas svg math
        input select option textarea button datalist progress meter map area link meta base""",
    )
)
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
# Hints where a word may be broken across lines; left in, they would tear names apart.
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
# A no-break space is laid out as a space; left in, the same name would have two spellings.
_SPACES = re.compile(r"[ \t\n\f\r\u00a0]+")
# Stands between cells while white space is gathered, and becomes a tab.
_CELL_GAP = "\x1f"
_CELL_GAPS = re.compile(f" ?{_CELL_GAP}(?:{_CELL_GAP}| )*")


class _Paragraphs:
    """Gathers inline text into lines, and lines into paragraphs."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pending = ""
        self._line: list[str] = []

    def inline(self, text: str) -> None:
        self._line.append(text)

    def verbatim(self, text: str) -> None:
        """Add preformatted text, its line breaks kept."""
        first, *rest = unify_newlines(text).split("\n")
        self._line.append(first)
        for line in rest:
            self.line_break()
            self._line.append(line)

    def line_break(self) -> None:
        """End the line as ``<br>`` does: a second one in a row parts paragraphs."""
        self.break_off("\n" if any(map(str.strip, self._line)) else "\n\n")

    def break_off(self, gap: str) -> None:
        """End the line; the widest of several gaps in a row wins."""
        line = _CELL_GAPS.sub("\t", _SPACES.sub(" ", "".join(self._line))).strip()
        self._line.clear()
        if line:
            if self._parts:
                self._parts.append(self._pending)
            self._parts.append(line)
            self._pending = gap
        elif len(gap) > len(self._pending):
            self._pending = gap

    def text(self) -> str:
        self.break_off("")
        return "".join(self._parts)


def tree_to_text(tree: etree._Element) -> str:
    """Lay out the text of an HTML tree (or one of trafilatura's): blocks parted by a blank line.

    Items of lists and rows of tables follow each other on the next line, cells after a tab.
    """
    out = _Paragraphs()
    hidden = preformatted = 0
    # Iterative, so that ten thousand nested elements are no stack overflow.
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        conceals = tag in _HIDDEN or not tag
        if event == "start":
            hidden += conceals
            preformatted += tag == "pre"
            if hidden:
                continue
            _open(out, tag)
            _add(out, element.text, preformatted)
            continue
        if event == "end":
            hidden -= conceals
            preformatted -= tag == "pre"
            if not hidden and not conceals:
                _close(out, tag)
        if not hidden and element is not tree:
            _add(out, element.tail, preformatted)
    return out.text()


def _open(out: _Paragraphs, tag: str) -> None:
    if tag in _BREAKS:
        out.line_break()
    elif tag in _CELLS:
        out.inline(_CELL_GAP)
    elif tag in _BLOCKS:
        out.break_off("\n" if tag in _TIGHT else "\n\n")
    elif tag == "q":
        out.inline("“")


def _close(out: _Paragraphs, tag: str) -> None:
    if tag in _BLOCKS and tag not in _CELLS:
        out.break_off("\n" if tag in _TIGHT else "\n\n")
    elif tag == "q":
        out.inline("”")


def _add(out: _Paragraphs, text: str | None, preformatted: int) -> None:
    if not text:
        return
    text = _INVISIBLE.sub("", text)
    if preformatted:
        out.verbatim(text)
    else:
        out.inline(text)


def fragment_to_text(markup: str) -> str:
    r"""Turn a piece of HTML into text; text without any markup keeps its own line breaks.

    Raises :class:`~diplograph.graph.errors.InputError` for HTML nested too deeply to be read.

    >>> fragment_to_text("<p>They met&nbsp;in <b>Moscow</b>.</p><p>They<br>signed.</p>")
    'They met in Moscow.\n\nThey\nsigned.'
    >>> fragment_to_text("Q&amp;A\n\nThey met.")
    'Q&A\n\nThey met.'
    """
    markup = clean(markup)
    if not _MARKUP.search(markup):
        plain = unify_newlines(html.unescape(markup)).replace("\u00a0", " ")
        return _INVISIBLE.sub("", plain).strip()
    tree = parse_html(f"<div>{_XML_DECLARATION.sub('', markup)}</div>")
    return clean(tree_to_text(tree)) if tree is not None else ""


def parse_html(markup: str) -> etree._Element | None:
    """Parse HTML however broken; None when there is no element in it.

    Raises :class:`~diplograph.graph.errors.InputError` for elements nested deeper than the parser
    goes (2,048): it drops what comes after.

    >>> parse_html("<p>They met").findtext(".//p")
    'They met'
    """
    # The declaration is of bytes that are decoded by now, and lxml refuses it in a string.
    markup = _XML_DECLARATION.sub("", markup)
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = etree.fromstring(markup.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise InputError("HTML nested too deeply to be read")
    return tree
