from __future__ import annotations

import datetime as dt
import time

import pytest

from diplograph.graph.errors import InputError
from diplograph.graph.model import Article
from diplograph.loaders.sources import rss
from diplograph.loaders.sources.base import RawInput, Rejection

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour Wire &#8211; News</title><link>https://harbour.example/</link>
<language>en-GB</language>%s</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Harbour Wire</title><link href="https://harbour.example/"/>%s</feed>"""


def read(feed: str | bytes, **options):
    data = feed.encode() if isinstance(feed, str) else feed
    return list(rss.read(RawInput.of("a.rss", data, **options)))


def item(content: str) -> str:
    return RSS % f"<item>{content}</item>"


def test_an_rss_item_with_everything():
    (article,) = read(
        item(
            "<title>Ministers Meet in Port &amp;amp; Sign</title>"
            "<link>https://harbour.example/1</link><guid>https://harbour.example/?p=1</guid>"
            "<pubDate>Wed, 15 Nov 2017 01:30:00 +0300</pubDate>"
            "<dc:creator><![CDATA[Ann Writer, Diplomatic Desk]]></dc:creator>"
            "<description>Short.</description>"
            "<content:encoded><![CDATA[<p>Ministers met.</p><p>They&nbsp;signed.</p>]]>"
            "</content:encoded>"
        )
    )
    assert article == Article(
        text="Ministers met.\n\nThey signed.",
        url="https://harbour.example/1",
        title="Ministers Meet in Port & Sign",
        published=dt.datetime(2017, 11, 15, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=3))),
        outlet="Harbour Wire – News",
        author="Ann Writer, Diplomatic Desk",
        language="en-GB",
    )
    # The offset of the source, not the same moment in another zone.
    assert article.published_on == dt.date(2017, 11, 15)


def test_the_summary_stands_in_for_content():
    (article,) = read(
        item("<description>&lt;p&gt;Ministers &lt;b&gt;met&lt;/b&gt;.&lt;/p&gt;</description>")
    )
    assert article.text == "Ministers met."
    assert (article.url, article.title) == (None, None)


def test_the_source_of_an_item_is_its_outlet():
    source = '<source url="https://x.example/feed">Old Port</source>'
    (article,) = read(item(f"{source}<description>a</description>"))
    assert article.outlet == "Old Port"


def test_an_atom_entry_keeps_plain_text_and_its_dates():
    articles = read(
        ATOM
        % (
            '<entry><title type="html">Ministers &amp;lt;meet&amp;gt;</title><id>tag:1</id>'
            '<link href="/one"/><updated>2017-11-16T00:00:00Z</updated>'
            "<published>2017-11-15T10:00:00+05:30</published>"
            "<author><name>Ann</name></author><author><name>Bo</name></author>"
            '<content type="text">a &lt;b&gt; c\n\nd</content></entry>'
            "<entry><title>Two</title><id>https://harbour.example/two</id>"
            "<updated>2017-11-16</updated>"
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p>'
            "</div></content></entry>"
        )
    )
    first, second = articles
    assert first.title == "Ministers <meet>"
    assert first.text == "a <b> c\n\nd"
    assert first.url == "https://harbour.example/one"
    assert first.published.isoformat() == "2017-11-15T10:00:00+05:30"
    assert first.author == "Ann, Bo"
    assert second.text == "One.\n\nTwo."
    assert second.url == "https://harbour.example/two"
    assert second.published == dt.date(2017, 11, 16)


def test_the_same_item_twice_is_set_aside():
    one = "<item><guid>g</guid><link>https://harbour.example/1</link><description>a</description></item>"
    other = one.replace("/1", "/2")  # a feed that gives all its items one guid
    kept, rejection, kept_too = read(RSS % (one + one + other))
    assert (kept.url, kept_too.url) == ("https://harbour.example/1", "https://harbour.example/2")
    assert rejection == Rejection("a.rss", "item 2", "the same as item 1 (guid g)")


def test_a_date_that_does_not_parse_sets_the_item_aside():
    bad = (
        "<item><link>https://harbour.example/1</link><pubDate>last week</pubDate>"
        "<description>a</description></item>"
    )
    good = "<item><description>b</description></item>"
    rejection, article = read(RSS % (bad + good), published=dt.date(2017, 11, 15))
    assert rejection.item == "item 1 (https://harbour.example/1)"
    assert "'last week'" in rejection.reason
    assert article.published == dt.date(2017, 11, 15)


def test_an_item_without_text_is_set_aside():
    (rejection,) = read(item("<title>Only this</title><link>https://harbour.example/1</link>"))
    assert "no text" in rejection.reason


def test_a_relative_link_needs_a_base():
    feed = item("<link>/one</link><description>a</description>").replace(
        "https://harbour.example/", ""
    )
    (article,) = read(feed)
    assert article.url is None


def test_broken_xml_gives_what_can_be_read():
    broken = item("<title>A & B</title><description>Ministers <b>met & left</description>")[:-20]
    (article,) = read(broken)
    assert article.title == "A & B"
    assert "Ministers met & left" in article.text


@pytest.mark.parametrize("feed", ["<rss><channel></channel></rss>", "<rss><cha", "They met."])
def test_a_feed_without_items_is_an_error(feed):
    with pytest.raises(InputError, match="without items"):
        read(feed)


def test_an_entity_bomb_does_no_harm():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{entities}'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<rss><channel><item><description>met &e19; &f;</description></item></channel></rss>"
    )
    start = time.monotonic()
    (article,) = read(bomb)
    assert article.text == "met &e19; &f;"
    assert time.monotonic() - start < 1.0


def test_an_entity_of_html_is_read():
    feed = item("<description>met&nbsp;in &port;&eacute;</description>").replace(
        "<rss", '<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY port "Port City">]><rss', 1
    )
    (article,) = read(feed)
    assert article.text == "met in &port;é"


def test_the_encoding_of_the_declaration_is_used():
    feed = item("<description>Встреча министров иностранных дел</description>")
    data = feed.replace("UTF-8", "koi8-r").replace("&#8211;", "-").encode("koi8-r")
    (article,) = read(data)
    assert article.text == "Встреча министров иностранных дел"


def test_markup_that_hides_text_is_not_sanitised_away():
    (article,) = read(
        item(
            "<description><![CDATA[<o:p>Ministers</o:p> <font color=red>met</font>]]></description>"
        )
    )
    assert article.text == "Ministers met"


def test_nothing_is_fetched_or_opened(tmp_path):
    # feedparser takes strings for addresses and file names; bytes of a feed never are.
    path = tmp_path / "feed.xml"
    path.write_text(item("<description>secret</description>"))
    with pytest.raises(InputError, match="without items"):
        read(str(path))
