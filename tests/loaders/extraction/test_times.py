from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.model import Article
from diplograph.loaders.extraction.time_words import RULES, rules_for
from diplograph.loaders.extraction.times import Calendar, When
from diplograph.loaders.inputs import read_articles

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "articles"
# a Tuesday
PUBLISHED = dt.date(2021, 6, 15)


def find(text: str, published: dt.date | None = PUBLISHED) -> list[When]:
    return Calendar(published).find(text, 0, len(text))


def one(text: str, published: dt.date | None = PUBLISHED) -> str | None:
    """The only date of a text: ``first`` or ``first/last``, None when nothing is fixed."""
    (when,) = find(text, published)
    if when.first is None:
        return None
    if when.last is None or when.last == when.first:
        return when.first.isoformat()
    return f"{when.first}/{when.last}"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They met on 14 November 2017.", "2017-11-14"),
        ("They met on November 14, 2017.", "2017-11-14"),
        ("They met on November 14 2017.", "2017-11-14"),
        ("They met on the 14th of November 2017.", "2017-11-14"),
        ("They met on the November 14, 2017.", "2017-11-14"),
        ("They met on 1st May, 2019.", "2019-05-01"),
        ("They met on Nov. 14, 2017.", "2017-11-14"),
        ("They met on 2017-11-14.", "2017-11-14"),
        ("They met on 14.11.2017.", "2017-11-14"),
        ("They met on 5/5/2020.", "2020-05-05"),
        ("They met on 29 February 2020.", "2020-02-29"),
        ("They met in November 2017.", "2017-11"),
        ("They met in early November of 2017.", "2017-11"),
        ("They met in November, 2017.", "2017-11"),
        ("They met in 1998.", "1998"),
        ("They met in late 2016.", "2016"),
        ("They met in the spring of 2018.", "2018"),
        ("They met in the first half of 2019.", "2019"),
        ("It runs until the end of May 2022.", "2022-05"),
    ],
)
def test_a_date_with_a_year(text, date):
    assert one(text) == date
    assert one(text, None) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They met on 14 June.", "2021-06-14"),
        ("They met on June 14.", "2021-06-14"),
        ("They met on 15 June.", "2021-06-15"),
        ("They met in June.", "2021-06"),
        ("They met in early March.", "2021-03"),
        ("In March they met.", "2021-03"),
        ("They met last May.", "2021-05"),
        ("They met last June.", "2020-06"),
        ("They will meet on 20 November.", "2021-11-20"),
        ("The visit is scheduled for 3 January.", "2022-01-03"),
        ("They are to meet in August.", "2021-08"),
        ("They will meet next March.", "2022-03"),
    ],
)
def test_a_missing_year_is_that_of_the_nearest_such_day(text, date):
    assert one(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They will meet tomorrow, June 16th.", "2021-06-16"),
        ("They met yesterday (June 14).", "2021-06-14"),
        ("They met on Monday, 7 June.", "2021-06-07"),
        ("They met on 7 June (Monday).", "2021-06-07"),
        ("They will meet next week, on 24 June.", "2021-06-24"),
    ],
)
def test_a_day_that_is_told_twice_is_one_date(text, date):
    assert one(text) == date


@pytest.mark.parametrize(("unit", "date"), [("month", "2021-04"), ("year", "2019")])
def test_before_last_goes_back_by_two(unit, date):
    assert one(f"They met the {unit} before last.") == date


def test_days_that_stand_apart_stay_two():
    assert [str(w.first) for w in find("They met on Monday and on 7 June.")] == [
        "2021-06-14",
        "2021-06-07",
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The 2016 accord on fisheries holds.", "2016"),
        ("Ties were cut after the quarrel of spring 1987.", "1987"),
        ("A photograph (2011) hangs in the hall.", "2011"),
        ("The harbour was rebuilt, 2005.", "2005"),
        ("She first won office in '08.", "2008"),
        ("She first won office in ’96.", "1996"),
        ("He took part in 88, he says.", "1988"),
        ("It is to be ready by '28.", "2028"),
        ("He has worked on it since 9/11.", "2001-09-11"),
        ("The September 11 attacks changed the talks.", "2001-09-11"),
    ],
)
def test_a_year_or_day_may_name_something_instead_of_dating_it(text, date):
    (when,) = find(text)
    assert when.is_naming
    assert one(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "They sent 2000 soldiers.",
        "Resolution 1973 was adopted.",
        "Some 1950 of them came home.",
        "The line is 2040 kilometres long.",
        "It begins at 2030 GMT.",
        "The loan is of $2010.",
        "The 1980's were another time.",
        "They sent help in 45 lorries.",
        "It ended 2010-12.",
        "The score was 9/11/3.",
    ],
)
def test_a_number_that_is_no_year(text):
    assert find(text) == []


def test_two_figures_of_a_year_need_a_day_of_publication():
    assert one("She first won office in '08.", None) is None


def test_a_year_that_something_is_in_dates_it():
    (when,) = find("They met in 2016.")
    assert not when.is_naming


HOW = "Kenyan President Uhuru Kenyatta {} Ugandan President Yoweri Museveni in Nairobi {}."


@pytest.mark.parametrize(
    ("verb", "words", "date"),
    [
        ("met", "on 20 November", "2020-11-20"),
        ("met", "in August", "2020-08"),
        ("received", "on December 31", "2020-12-31"),
        ("has met", "in September", "2020-09"),
        ("had met", "in October", "2020-10"),
        ("will meet", "on 20 November", "2021-11-20"),
        ("will meet", "in August", "2021-08"),
        ("is to meet", "on 3 January", "2022-01-03"),
        ("will meet", "in March", "2022-03"),
        ("met", "on 16 May", "2021-05-16"),
        ("met", "on Wednesday", "2021-06-09"),
        ("will meet", "on Wednesday", "2021-06-16"),
    ],
)
def test_what_happened_lies_behind_and_what_is_planned_ahead(told, verb, words, date):
    (meeting,) = told(HOW.format(verb, words))
    assert meeting.when == date
    assert meeting.words == words.split(" ", 1)[1] or meeting.words == words


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They met today.", "2021-06-15"),
        ("They met this morning.", "2021-06-15"),
        ("They meet tonight.", "2021-06-15"),
        ("They met yesterday.", "2021-06-14"),
        ("They dined last night.", "2021-06-14"),
        ("They meet tomorrow.", "2021-06-16"),
        ("They met on Monday.", "2021-06-14"),
        ("They met on Tuesday.", "2021-06-15"),
        ("They met on Wednesday.", "2021-06-09"),
        ("They met last Tuesday.", "2021-06-08"),
        ("They will meet on Wednesday.", "2021-06-16"),
        ("They meet next Monday.", "2021-06-21"),
        ("They met three days ago.", "2021-06-12"),
        ("They met a year ago.", "2020"),
        ("They met eleven years ago.", "2010"),
        ("They met [four] years ago.", "2017"),
        ("They met two months ago.", "2021-04"),
        ("They will meet in two days.", "2021-06-17"),
        ("They met last month.", "2021-05"),
        ("They met last year.", "2020"),
        ("They will meet next year.", "2022"),
        ("They met earlier this month.", "2021-06"),
        ("They met over the weekend, on Saturday.", "2021-06-12"),
        ("They met last weekend.", "2021-06-12/2021-06-13"),
        ("They will sign by the end of the year.", "2021"),
    ],
)
def test_a_relative_date_counts_from_publication(text, date):
    assert one(text) == date
    assert one(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "They met on 14 November.",
        "They met in August.",
        "They met on Friday.",
        "They met from 3 to 5 May.",
        "They met last week.",
    ],
)
def test_without_publication_no_year_is_invented_and_the_words_stay(text):
    (when,) = find(text, None)
    assert when.first is None
    assert when.last is None
    assert when.text in text


@pytest.mark.parametrize(
    ("text", "range_"),
    [
        ("They met from May 17 to 20, 2021.", "2021-05-17/2021-05-20"),
        ("They met on May 17–20.", "2021-05-17/2021-05-20"),
        ("They met on 17-20 May 2021.", "2021-05-17/2021-05-20"),
        ("They met from 30 May to 2 June 2021.", "2021-05-30/2021-06-02"),
        ("They met from May 30 through June 2.", "2021-05-30/2021-06-02"),
        ("They met from 30 December to 2 January.", "2020-12-30/2021-01-02"),
        ("They met on 3 and 4 June.", "2021-06-03/2021-06-04"),
        ("They met on Thursday and Friday.", "2021-06-10/2021-06-11"),
        ("They met on the 9th and 10th.", "2021-06-09/2021-06-10"),
        ("On the 1st–2nd Ann Lee met them.", "2021-06-01/2021-06-02"),
    ],
)
def test_a_range_has_two_ends(text, range_):
    assert one(text) == range_


@pytest.mark.parametrize(
    "text",
    [
        "The minister may visit Paris.",
        "The ministers may sign 12 agreements.",
        "They march to the palace.",
        "He met them recently.",
        "The talks lasted 24 hours.",
        "Resolution 1325 was discussed.",
        "Flight FR4978 landed.",
        "They agreed on 12 points.",
        "Theresa May met Leo Varadkar.",
        "It was his first journey abroad in three years.",
        "They met for the first time in six years.",
        "They spoke the day before the talks.",
        "They dined the day after his arrival.",
    ],
)
def test_words_that_are_no_dates(text):
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ["It falls on 30 February 2021.", "It falls on 31 April 2020.", "On 2019-02-30."]
)
def test_a_day_that_no_calendar_has_is_no_day(text):
    assert all(w.first is None or w.first.day is None for w in find(text))


def test_day_and_month_that_can_be_swapped_fix_the_year_alone():
    assert one("They met on 03/04/2021.") == "2021"


@pytest.mark.parametrize(
    ("text", "anchored"),
    [
        ("Later that day they signed.", "same"),
        ("On the same day they signed.", "same"),
        ("They signed the next day.", "after"),
        ("They signed the following day.", "after"),
        ("They had met the day before.", "before"),
        ("They had met a day earlier.", "before"),
        ("Half an hour later they signed.", "same"),
        ("A few hours earlier he had met her.", "same"),
    ],
)
def test_a_day_that_counts_from_another_event(text, anchored):
    (when,) = find(text)
    assert when.first is None
    assert when.anchored == anchored


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("They have met since May 2020.", "since"),
        ("He stays until 20 June.", "until"),
        ("The talks were moved to 20 June.", None),
        ("They met in May 2020.", None),
    ],
)
def test_one_sided_bounds_are_marked(text, edge):
    (when,) = find(text)
    assert when.edge == edge


PIECES = st.sampled_from(
    [
        "on 31 June",
        "May 31 to June 6",
        "last Friday",
        "in a year",
        "ten years ago",
        "29 February",
        "2021-02-29",
        "since August",
        "next week",
        "0/0/2020",
        "99.99.2020",
        "30-31 February",
        "December 31 to January 1",
        "in ten months",
        "last weekend",
        "the day before",
        "Friday to Monday",
        "by the end of the year",
        "late 1999",
        "31 Sept.",
        "in May",
        "may",
        "and",
        "will",
        "\n",
        "–",
        "Monday next",
        "this Tuesday",
        "in the third quarter of 2020",
        "“",
        "tomorrow",
        "before June",
    ]
)


@settings(max_examples=150)
@given(
    st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=6).map(" ".join)),
    st.one_of(st.none(), st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))),
)
def test_dates_are_verbatim_ordered_apart_and_never_fail(text, published):
    found = find(text, published)
    for when in found:
        assert text[when.start : when.end] == when.text
        if when.first is not None and when.last is not None:
            assert when.first.first_day <= when.last.last_day
    for one_, next_ in pairwise(found):
        assert one_.end <= next_.start


@settings(max_examples=60)
@given(st.text(max_size=30), st.text(max_size=30))
def test_dates_lie_within_the_stretch_that_was_asked_for(before, after):
    text = f"{before} on 3 May 2020 {after}"
    start = len(before)
    end = len(text) - len(after)
    for when in Calendar(PUBLISHED).find(text, start, end):
        assert start <= when.start < when.end <= end


@settings(max_examples=60)
@given(st.dates(dt.date(1700, 1, 1), dt.date(2090, 12, 31)))
def test_a_full_date_is_read_back_in_every_style(day):
    month = day.strftime("%B")
    for text in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.isoformat(),
        f"the {day.day}th of {month} {day.year}",
    ):
        assert one(f"They met on {text}.") == day.isoformat()


@settings(max_examples=60)
@given(st.dates(dt.date(1990, 1, 2), dt.date(2090, 12, 31)))
def test_a_weekday_told_of_the_past_is_one_of_the_last_seven_days(published):
    for name in ("Monday", "Thursday", "Sunday"):
        (when,) = find(f"They met on {name}.", published)
        assert when.first is not None
        day = when.first.first_day
        assert day.strftime("%A") == name
        assert 0 <= (published - day).days < 7


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("On Thursday of last week they met.", "2021-06-10"),
        ("They will meet on Friday next week.", "2021-06-25"),
        ("It was three years on Saturday since they met.", "2018-06-12"),
        ("They will meet by the end of August.", "2021"),
        ("They will meet by the end of June.", "2021-06"),
        ("They will meet at the end of August.", "2021-08"),
        ("They will meet in the first half of July.", "2021-07"),
        ("They will be there for the last two days of August.", "2021-08-30/2021-08-31"),
        ("They will be there for the first three days of July.", "2021-07-01/2021-07-03"),
        ("They will meet next spring.", "2022"),
        ("They will meet next autumn.", "2021"),
        ("They met last autumn.", "2020"),
        ("They met last spring.", "2021"),
    ],
)
def test_parts_of_weeks_months_and_years(text, date):
    assert one(text) == date


@pytest.mark.parametrize(
    ("text", "anchored"),
    [
        ("He had flown in at dawn.", "same"),
        ("He had come at ten in the morning.", "same"),
        ("An hour before the session she had received him.", "same"),
        ("In the second half of the day he received her.", "same"),
    ],
)
def test_an_hour_is_of_the_day_told(text, anchored):
    assert [when.anchored for when in find(text)] == [anchored]


def test_days_after_an_event_are_not_counted_from_the_day_told_last():
    assert find("He resigned two months after the delegations had met.") == []


def test_every_expression_has_letters_of_its_rule():
    texts = [a.text for a in read_articles([EXAMPLES]) if isinstance(a, Article)]
    found = [(rule, m.group()) for text in texts for rule, p in RULES for m in p.finditer(text)]
    assert len({rule for rule, _ in found}) > 10
    tried = [(rule, {name for name, _ in rules_for(words, 0, len(words))}) for rule, words in found]
    assert [rule for rule, names in tried if rule not in names] == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They met on 5 May last year.", "2020-05-05"),
        ("It is extended until June 30 of next year.", "2022-06-30"),
        ("They met in March of last year.", "2020-03"),
        ("They meet on September 3 this year.", "2021-09-03"),
        ("They met from the 3rd to the 5th of May.", "2021-05-03/2021-05-05"),
        ("They met on 3, 4 and 5 May.", "2021-05-03/2021-05-05"),
        ("The summit is from June 30 to July 2.", "2021-06-30/2021-07-02"),
        ("They met at the beginning of June.", "2021-06"),
        ("They met the day before yesterday.", "2021-06-13"),
        ("They meet the day after tomorrow.", "2021-06-17"),
        ("They meet the month after next.", "2021-08"),
    ],
)
def test_a_date_told_by_two_words_is_one(text, date):
    assert one(text) == date
