"""The day an article calls today: that of the clock where its outlet sits.

Feeds stamp their items in universal time. A release of a ministry in Washington that was stamped
after midnight there speaks of the evening before as today, and a newspaper in Tokyo is a day ahead
of its stamp for nine hours.
"""

from __future__ import annotations

import datetime as dt

from diplograph.graph.model import Article
from diplograph.loaders.extraction.lexicon import Lexicon


def local_day(article: Article, lexicon: Lexicon) -> dt.date | None:
    """The calendar day on which an article appeared for those who wrote it.

    A stamp in universal time is put into the time of the polity that the outlet's name tells; one
    that has an offset of its own is taken as it is. Midnight sharp is a day, not an hour: so dates
    without a time are written.

    >>> from diplograph.loaders.extraction.lexicon import load_lexicon
    >>> stamp = dt.datetime(2021, 5, 27, 0, 39, tzinfo=dt.timezone.utc)
    >>> release = Article("They met today.", published=stamp, outlet="U.S. Department of State")
    >>> local_day(release, load_lexicon()).isoformat()
    '2021-05-26'
    """
    stamp = article.published
    if not isinstance(stamp, dt.datetime) or stamp.utcoffset() != dt.timedelta(0):
        return article.published_on
    polity = lexicon.polity_in(article.outlet) if article.outlet else None
    zone = lexicon.authority.time_zone(polity) if polity is not None else None
    if zone is None or stamp.time() == dt.time(0):
        return article.published_on
    return stamp.astimezone(zone).date()
