from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.errors import InputError
from diplograph.loaders.sources.fragments import fragment_to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.</p>\n\n  <p>Two.</p>\n", "One.\n\nTwo."),
        ("<p>One<br>two<br/>three</p>", "One\ntwo\nthree"),
        ("One<br><br>Two", "One\n\nTwo"),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree"),
        ("<ul><li>One</li>\n<li>Two</li>\n</ul>\n<p>Then", "One\nTwo\n\nThen"),
        ("<p>Here:</p><ol><li>One<li>Two</ol>", "Here:\n\nOne\nTwo"),
        ("<table><tr><td>A</td> <td>B</td></tr><tr><td>C</td><td></td></tr></table>", "A\tB\nC"),
        ("<h2>Head</h2>Text<hr>more", "Head\n\nText\n\nmore"),
        ("<p>the 55<sup>th</sup> <b>anni</b>versary</p>", "the 55th anniversary"),
        ("<p>far  apart\n in&nbsp;the&#160;source</p>", "far apart in the source"),
        ("<p>trans&shy;parency-<wbr>report</p>", "transparency-report"),
        ("<p>a &lt;b&gt; &amp;amp; c</p>", "a <b> &amp; c"),
        ("<p>said <q>we met</q></p>", "said “we met”"),
        ("<p>seen<script>var x = '<p>no</p>'</script> <style>p{}</style>here</p>", "seen here"),
        ("<p>seen<!-- not this --> here<!-- --></p>after", "seen here\n\nafter"),
        ("<pre>one\n  two\n\nthree</pre>", "one\ntwo\n\nthree"),
        ("<figure><img alt='x'><figcaption>The two</figcaption></figure>", "The two"),
        ("<P ALIGN=left>Unclosed <B>tags <I>stay</P>", "Unclosed tags stay"),
        ('<?xml version="1.0" encoding="koi8-r"?><p>They met.</p>', "They met."),
        ("</p></div>They met.", "They met."),
        ("They met.\n\nThey signed &amp; left.", "They met.\n\nThey signed & left."),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("", ""),
        ("<p>&nbsp;</p>", ""),
        ("<p>a\x00b\ud800</p>", "a�b�"),
    ],
)
def test_layout(markup, text):
    assert fragment_to_text(markup) == text


def test_deep_nesting_loses_nothing_or_says_so():
    def nested(depth: int) -> str:
        return "<p>Before.</p>" + "<div>" * depth + "They met." + "</div>" * depth + "After."

    assert fragment_to_text(nested(1500)) == "Before.\n\nThey met.\n\nAfter."
    with pytest.raises(InputError, match="nested too deeply"):
        fragment_to_text(nested(10_000))


INLINE = st.sampled_from(["b", "i", "span", "a", "em", "strong", "u", "sup"])
BLOCK = st.sampled_from(["p", "div", "li", "blockquote", "h2", "td"])
WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=8).filter(
    lambda word: word != "\ufeff"
)


@settings(max_examples=80)
@given(st.lists(st.tuples(BLOCK, INLINE, WORDS, WORDS), min_size=1, max_size=8))
def test_no_word_is_lost_and_none_is_added(blocks):
    markup = "\n".join(
        f"<{block}>{html.escape(a)}<{inline}>{html.escape(b)}</{inline}></{block}>"
        for block, inline, a, b in blocks
    )
    squeezed = re.sub(r"\s", "", fragment_to_text(markup))
    assert squeezed == "".join(a + b for _, _, a, b in blocks)
