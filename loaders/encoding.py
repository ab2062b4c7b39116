"""From bytes to text: which encoding it is, whether it is text at all, and what is replaced.

The order is that of the HTML standard, made stricter: a byte order mark, what the server said, what
the document declares of itself, UTF-8, and only then a guess. Every step decodes strictly, so a
wrong label is found out and the next step is tried.
"""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from diplograph.graph.errors import InputError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "a Rich Text document"),
)

# Python knows codecs that are no encodings of articles (hex, rot13, idna, unicode_escape). These
# are the ones that a label may name; utf-7 is left out, since it lets markup hide in ASCII.
_ENCODING = re.compile(
    r"utf-?_?(8|16|32)\w*|iso8859|latin|cp\d+|koi8|big5|gb|euc|shift_jis|iso2022|mac|tis|johab|hz"
    r"|ascii|kz1048|ptcp154|hp_roman8"
)
_SINGLE_BYTE = re.compile(r"ascii|latin|iso8859|cp(125\d|85\d|86\d|874|437|737|775)|koi8|mac|tis")
# As in browsers: pages that claim ASCII or Latin-1 are Windows-1252 (curly quotes at 0x91-0x94).
_AS_WINDOWS_1252 = frozenset({"ascii", "iso8859-1", "latin-1", "latin_1"})

_IN_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']""")
_IN_HTML = re.compile(rb"""<meta[^>]{1,400}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION_WITHIN = 4096  # bytes; the HTML standard asks for 1024, many pages come later

_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Replace what no store can hold (NUL, lone surrogates) by U+FFFD, one for one.

    The length stays the same, so offsets into the given text hold in the cleaned text.

    >>> clean("a\x00b")
    'a\ufffdb'
    """
    return _UNSTORABLE.sub("�", text)


def unify_newlines(text: str) -> str:
    r"""Turn ``\r\n`` and ``\r`` into ``\n``.

    >>> unify_newlines("one\r\ntwo\rthree")
    'one\ntwo\nthree'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an XML or HTML document names near its beginning, as it is written there.

    >>> declared_encoding(b'<meta charset="koi8-r">')
    'koi8-r'
    """
    head = data[:_DECLARATION_WITHIN]
    match = _IN_XML.search(head) or _IN_HTML.search(head)
    return match.group(1).decode("ascii") if match else None


def _codec(label: str | None) -> str | None:
    """The Python codec of a label, None for an unknown one or one that is no text encoding."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):  # ValueError: a label with a NUL
        return None
    if name in _AS_WINDOWS_1252:
        return "cp1252"
    return name if _ENCODING.match(name) else None


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _guess(data: bytes) -> str | None:
    high = sum(byte >= 0x80 for byte in data)
    # Mostly ASCII, thus English or the like with a few accents and curly quotes: Windows-1252 by
    # far the most often, where a statistical guess on so few letters takes Central European.
    if high * 20 < len(data) and (text := _try(data, "cp1252")) is not None:
        return text
    best = charset_normalizer.from_bytes(data).best()
    return str(best) if best is not None else None


def decode(data: bytes, charset: str | None = None, declared: str | None = None) -> str:
    """Decode the bytes of a document; the byte order mark is removed.

    ``charset`` is what the server said, ``declared`` what the document says of itself. A label of
    a single-byte encoding yields to UTF-8 where the bytes are valid UTF-8: such labels are often
    defaults of a server and fit any bytes, while text of another encoding is hardly ever UTF-8.

    Raises :class:`~diplograph.graph.errors.InputError` when the bytes are empty, binary or in no
    known encoding.

    >>> decode("Ažubalis".encode("cp1257"), charset="windows-1257")
    'Ažubalis'
    """
    if not data:
        raise InputError("empty")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"binary: {what}")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], codec)
            if text is None:
                raise InputError(f"broken {codec.upper()} text after its byte order mark")
            return _checked(text)
    labels = [codec for codec in (_codec(charset), _codec(declared)) if codec]
    if b"\x00" in data and not any(codec.startswith(("utf-16", "utf-32")) for codec in labels):
        raise InputError("binary: it holds NUL bytes")
    if all(codec == "utf-8" or _SINGLE_BYTE.match(codec) for codec in labels):
        labels.insert(0, "utf-8")
    else:
        labels.append("utf-8")
    decoded = (_try(data, codec) for codec in labels)
    text = next((text for text in decoded if text is not None), None)
    if text is None:
        text = _guess(data)
    if text is None:
        raise InputError("binary, or text in no encoding that could be told")
    return _checked(text)


def _checked(text: str) -> str:
    # A single-byte encoding decodes anything. Control characters give garbage away; 1 in 50 leaves
    # room for the odd form feed or escape sequence of a terminal log.
    if len(_CONTROLS.findall(text)) * 50 > len(text):
        raise InputError("binary: it is full of control characters")
    return clean(text)
