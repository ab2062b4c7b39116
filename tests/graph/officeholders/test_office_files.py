"""Lists of office holders as files: what is read, what is set aside and why."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_building import GEORGIA, MINTER, actor, office_terms, term
from pyoxigraph import RdfFormat

from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InputError, InvalidDate, OutputError
from diplograph.graph.model import ActorKind
from diplograph.graph.officeholders import (
    OfficeTerm,
    files,
    import_terms,
    interchange,
    read_terms,
    read_terms_file,
    write_terms_file,
)
from diplograph.graph.officeholders.files import format_csv, parse_csv
from diplograph.graph.officeholders.interchange import RDF_FORMATS, parse_rdf, serialize_terms
from diplograph.graph.store import open_store

HEADER = "name,office,polity,from,to,wikidata\n"


def read(text: str, header: str = HEADER) -> files.TermFile:
    return parse_csv((header + text).encode(), "list.csv")


def reasons(text: str, header: str = HEADER) -> list[str]:
    found = read(text, header)
    assert not found.terms
    return [str(each) for each in found.rejected]


def test_a_row_is_a_term() -> None:
    found = read("Angela Merkel,Chancellor,DEU,2005-11-22,2021-12-08,Q567\n")
    assert found.rejected == found.warnings == ()
    (merkel,) = found.terms
    assert merkel == OfficeTerm(
        "Angela Merkel",
        "Chancellor",
        actor("DEU"),
        PartialDate(2005, 11, 22),
        PartialDate(2021, 12, 8),
        wikidata="Q567",
    )
    assert merkel.row == 2
    assert merkel.person(MINTER) == MINTER.person("Angela Merkel", "DEU")


@pytest.mark.parametrize(
    "text",
    [
        "POLITY;To;Name;Office;FROM\nGeorgia;;Nika Gilauri;PM;2009-02\n",
        "office\tname\tpolity\tfrom\nPM\tNika Gilauri\tGEO\t2009-02\n",
        "\ufeffname,office,polity,from\r\n\r\nNika Gilauri,PM,GEO,2009-02\r\n",
        'name,office,polity,from,note\n"Nika  Gilauri",PM,Republic of Georgia,2009-02,x\n',
        "name,office,polity,from,to\nNika Gilauri,PM,GEO,2009-02,present\n",
    ],
)
def test_headers_and_separators_of_any_table_program(text: str) -> None:
    expected = term("Nika Gilauri", "Prime Minister", "GEO", "2009-02")
    assert parse_csv(text.encode(), "x").terms == (expected,)


def test_offices_of_organizations() -> None:
    header = "name,office,organization,polity\n"
    found = read("Mark Rutte,NATO chief,NATO,\nA. Person,Chair,River Council,\n", header)
    rutte, chair = found.terms
    assert (rutte.of.code, rutte.office) == ("NATO", "Secretary-General")
    assert (chair.of.kind, chair.of.iri) == (
        ActorKind.ORGANIZATION,
        MINTER.organization("River Council"),
    )


def test_aliases_are_other_names() -> None:
    header = "name,office,polity,aliases\n"
    found = read("Sergey Lavrov,FM,RUS,Sergei Lavrov| Serguei  Lavrov ||Sergey Lavrov\n", header)
    assert found.terms[0].aliases == ("Sergei Lavrov", "Serguei Lavrov")
    assert MINTER.person("Sergei Lavrov", "RUS") in found.terms[0].person_iris(MINTER)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A. Person,President,Geogria,,,", "unknown polity 'Geogria'; did you mean GEO (Georgia)"),
        ("A. Person,President,geo,,,", "did you mean GEO (Georgia)?"),
        ("A. Person,President,GE,,,", "did you mean GEO (Georgia)?"),
        ("A. Person,President,Congo,,,", "COD (Democratic Republic of the Congo)"),
        ("A. Person,President,NATO,,,", "NATO is an organization: write it in the column"),
        ("A. Person,President,,,,", "does not say of which polity"),
        (",President,GEO,,,", "no name"),
        ("A. Person,,GEO,,,", "no office"),
        ("A. Person,President,GEO,12.3.2010,,", "from: '12.3.2010' is not a date: use YYYY-MM-DD"),
        ("A. Person,President,GEO,2010-02-30,,", "from: no such date"),
        ("A. Person,President,GEO,2010,soon,", "to: 'soon' is not a date"),
        ("A. Person,President,GEO,2010,2009-12,", "the end 2009-12 lies before the beginning 2010"),
        ("A. Person,President,GEO,,,567", "'567' is no Wikidata id"),
        ("A. Person,President,GEO,,,http://a.example/Q5", "is no Wikidata id"),
        ("=HYPERLINK(1),President,GEO,,,", "begins with '='"),
        ("A. Person,@SUM(1),GEO,,,", "begins with '@'"),
        ("A.\x07 Person,President,GEO,,,", "holds the character U+0007"),
        ("A. \u202enosreP,President,GEO,,,", "holds the character U+202E"),
        ("1234,President,GEO,,,", "has no letter"),
        (f"{'A' * 201},President,GEO,,,", "has 201 characters"),
        ("A. Person,President,GEO,,,,surplus", "7 cells under 6 columns"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_line_and_reason(row: str, reason: str) -> None:
    (told,) = reasons(row + "\n")
    assert told.startswith("line 2: ")
    assert reason in told


def test_the_rest_goes_on_and_lines_are_those_of_the_file() -> None:
    found = read(
        "A. Person,President,GEO,2010,,\n\n"
        '"B.\nPerson",President,Atlantis,2010,,\n'
        "C. Person,President,GEO,2011,,\n"
    )
    assert [(each.name, each.row) for each in found.terms] == [("A. Person", 2), ("C. Person", 6)]
    assert [each.where for each in found.rejected] == ["line 4"]


def test_a_term_told_twice_is_one() -> None:
    found = read("A. Person,President,GEO,2010,,\nA. Person,President,Georgia,2010,,\n")
    assert len(found.terms) == 1
    assert [str(each) for each in found.rejected] == ["line 3: the same term as line 2"]


def test_one_name_with_two_items_is_two_persons_and_refused() -> None:
    found = read("A. Person,President,GEO,2010,2011,Q1\nA. Person,FM,GEO,2012,,Q2\n")
    assert [each.wikidata for each in found.terms] == ["Q1"]
    assert "tell two persons of one name apart" in str(found.rejected[0])


def test_overlapping_holders_are_a_warning_and_kept() -> None:
    found = read(
        "A. Person,President,GEO,2010-01-01,2014-05-01,\n"
        "B. Person,President,GEO,2012,2013,\n"
        "C. Person,Head of State,GEO,2014-04-01,,\n"
    )
    assert len(found.terms) == 3
    assert [each.where for each in found.warnings] == ["line 3", "line 4"]
    assert "by line 2 A. Person is until 2014-05-01" in found.warnings[1].reason


@pytest.mark.parametrize(
    "rows",
    [
        # a successor takes over on the last day; what is known to the month may not overlap
        "A. Person,President,GEO,2010,2014-05-01,\nB. Person,President,GEO,2014-05-01,,\n",
        "A. Person,President,GEO,2010,2014-05,\nB. Person,President,GEO,2014-05,,\n",
        # several hold it, or the same person does
        "A. Person,Ambassador,GEO,2010,2014,\nB. Person,Ambassador,GEO,2011,2012,\n",
        "A. Person,President,GEO,2010,2014,\nA. Person,Head of State,GEO,2012,2016,\n",
        "A. Person,President,GEO,2010,2014,\nB. Person,President,RUS,2012,2016,\n",
        "A. Person,President,GEO,2010,2014,\nB. Person,Acting President,GEO,2012-02,2012-03,\n",
    ],
)
def test_no_warning_where_nothing_overlaps(rows: str) -> None:
    assert read(rows).warnings == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"name,polity\n", "lacks office; the columns are name,office,polity"),
        (b"name,office\nA. Person,President\n", "lacks polity"),
        (b"", "lacks name, office, polity"),
        (b"name,office,polity,Name\n", "the column name stands there twice"),
        (b"name,office,polity\nA\xe9,President,GEO\n", "line 2: the file is not in UTF-8"),
        (b'name,office,polity\n"A. Person,President,GEO\n', "check the quotation marks"),
    ],
)
def test_a_file_that_cannot_be_read_at_all(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as told:
        parse_csv(data, "list.csv")
    assert reason in str(told.value)
    assert "list.csv" in str(told.value)


def test_files_that_are_not_there_unknown_or_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="cannot read"):
        read_terms_file(tmp_path / "none.csv")
    with pytest.raises(InputError, match="suffix"):
        read_terms_file(tmp_path / "list.xlsx")
    with pytest.raises(OutputError, match="suffix"):
        write_terms_file([], tmp_path / "list.xlsx")
    with pytest.raises(OutputError, match="cannot write"):
        write_terms_file([], tmp_path / "none" / "list.csv")
    (tmp_path / "list.csv").write_text(HEADER + "A. Person,President,GEO,,,\n" * 2)
    monkeypatch.setattr(files, "MOST_ROWS", 1)
    with pytest.raises(InputError, match="more than 1 rows"):
        read_terms_file(tmp_path / "list.csv")
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    with pytest.raises(InputError, match="split it"):
        read_terms_file(tmp_path / "list.csv")


def test_a_term_cannot_end_before_it_begins() -> None:
    with pytest.raises(InvalidDate):
        term("A. Person", "President", "GEO", "2012", "2011-12-31")


# ---------------------------------------------------------------------------------- round trips


@given(st.lists(office_terms(), max_size=5, unique=True))
def test_csv_gives_back_what_was_written(terms: list[OfficeTerm]) -> None:
    found = parse_csv(format_csv(terms), "list.csv")
    assert found.rejected == ()
    assert found.terms == tuple(dict.fromkeys(terms))


@pytest.mark.parametrize("suffix", sorted(RDF_FORMATS))
@given(terms=st.lists(office_terms(), min_size=1, max_size=4, unique=True))
def test_rdf_gives_back_what_was_written(suffix: str, terms: list[OfficeTerm]) -> None:
    format = RDF_FORMATS[suffix]
    found = parse_rdf(serialize_terms(terms, format), "list", format)
    assert found.rejected == ()
    assert set(found.terms) == set(terms)
    assert {each: each.row for each in found.terms} == {each: each.row for each in terms}


def test_from_csv_over_rdf_to_csv(tmp_path: Path) -> None:
    for suffix in (".csv", ".ttl", ".jsonld", ".tsv", ".rdf"):
        write_terms_file(GEORGIA, tmp_path / f"list{suffix}")
        assert set(read_terms_file(tmp_path / f"list{suffix}").terms) == set(GEORGIA)


# ---------------------------------------------------------------------------------- RDF of others

PREFIXES = """
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix dga: <https://w3id.org/diplograph/authority/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def turtle(text: str) -> files.TermFile:
    return parse_rdf((PREFIXES + text).encode(), "list.ttl", RdfFormat.TURTLE)


def test_memberships_of_others_are_read() -> None:
    found = turtle("""
        [] a org:Membership ; org:member wd:Q567 ; org:organization wd:Q183 ;
            org:role [ rdfs:label "Bundeskanzlerin"@de , "Federal Chancellor"@en ] ;
            dg:since "2005-11"^^xsd:gYearMonth ; dg:until "2021-12-08T12:00:00Z"^^xsd:dateTime .
        wd:Q567 rdfs:label "Angela Merkel"@en , "Ангела Меркель"@ru ; skos:altLabel "A. Merkel" .
    """)
    (merkel,) = found.terms
    assert (merkel.name, merkel.office, merkel.of) == ("Angela Merkel", "Chancellor", actor("DEU"))
    assert (str(merkel.since), str(merkel.until)) == ("2005-11", "2021-12-08")
    assert (merkel.wikidata, merkel.aliases) == ("Q567", ("A. Merkel",))


def test_roles_of_the_authority_and_organizations_by_name() -> None:
    found = turtle("""
        <https://a.example/1> a org:Membership ; org:member <https://a.example/p> ;
            org:organization <https://a.example/o> ; org:role dga:office\\/secretary-general .
        <https://a.example/p> foaf:name "A. Person" .
        <https://a.example/o> a org:Organization ; rdfs:label "River Council" .
    """)
    (one,) = found.terms
    assert (one.office, one.of.name) == ("Secretary-General", "River Council")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("dg:officeTitle 'President' ; org:organization dga:polity\\/GEO .", "no org:member"),
        ("org:member wd:Q1 ; dg:officeTitle 'President' ; org:organization wd:Q230 .", "no name"),
        ("org:member wd:Q1 ; dg:name 'A' ; org:organization wd:Q230 .", "no office"),
        ("org:member wd:Q1 ; dg:name 'A' ; dg:officeTitle 'President' .", "of which polity"),
        (
            "org:member wd:Q1 ; dg:name 'A' ; dg:officeTitle 'P' ; org:organization wd:Q0 .",
            "is no polity of the authority",
        ),
        (
            "org:member wd:Q1 ; dg:name 'A' ; dg:officeTitle 'P' ;"
            " org:organization dga:polity\\/XXX .",
            "unknown polity 'XXX'",
        ),
        ("org:member wd:Q1 , wd:Q2 .", "2 values of org:member"),
        (
            "org:member wd:Q1 ; dg:name 'A' ; dg:officeTitle 'P' ; dg:since 'long ago' ;"
            " org:organization wd:Q230 .",
            "'long ago' is not a date",
        ),
    ],
)
def test_a_bad_membership_is_set_aside(text: str, reason: str) -> None:
    found = turtle(f"<https://a.example/1> a org:Membership ; {text}")
    assert found.terms == ()
    (told,) = found.rejected
    assert told.where == "<https://a.example/1>"
    assert reason in told.reason


@pytest.mark.parametrize(
    ("text", "format", "reason"),
    [
        ("<a> <b>", RdfFormat.TURTLE, "cannot be read"),
        ("", RdfFormat.TURTLE, "holds no org:Membership"),
        (
            '{"@context": "http://127.0.0.1:9/c.jsonld", "@id": "urn:a"}',
            RdfFormat.JSON_LD,
            "nothing is fetched",
        ),
        ("[" * 100_000, RdfFormat.JSON_LD, "nested more than"),
        (
            '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><r/>',
            RdfFormat.RDF_XML,
            "declares XML entities",
        ),
    ],
)
def test_a_file_that_would_reach_out_or_grow_is_refused(
    text: str, format: RdfFormat, reason: str
) -> None:
    with pytest.raises(InputError) as told:
        parse_rdf(text.encode(), "list", format)
    assert reason in str(told.value)


def test_too_many_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interchange, "MOST_STATEMENTS", 3)
    with pytest.raises(InputError, match="more than 3 statements"):
        turtle("<urn:a> a <urn:b> , <urn:c> , <urn:d> , <urn:e> .")


# ---------------------------------------------------------------------------------- the example


def test_the_example_list_is_sound() -> None:
    found = read_terms_file(Path(__file__).parents[3] / "examples" / "leaders.csv")
    assert found.rejected == found.warnings == ()
    polities = {each.of.code for each in found.terms if each.of.kind is ActorKind.POLITY}
    assert len(polities) >= 12
    for code in polities:
        keys = {key for each in found.terms if each.of.code == code for key in each.keys}
        assert "foreign-minister" in keys
        assert {"prime-minister", "president", "monarch"} & keys


# ---------------------------------------------------------------------------------- strangers


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: HEADER + text).map(str.encode)
)
def test_whatever_the_bytes_a_table_is_read_or_refused(data: bytes) -> None:
    try:
        found = parse_csv(data, "list.csv")
    except InputError:
        return
    assert all(each.reason for each in found.rejected)


cells = st.text(max_size=30) | st.sampled_from(
    ["GEO", "Georgia", "President", "2010", "2010-02", "Q5", "present", "a|b", "=1", "\u202e", ""]
)


@given(st.lists(st.tuples(cells, cells, cells, cells, cells, cells), max_size=4))
def test_whatever_the_cells_the_good_rows_can_be_stored(rows: list[tuple[str, ...]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("name", "office", "polity", "from", "to", "aliases"), *rows])
    try:
        found = parse_csv(out.getvalue().encode("utf-8", "surrogatepass"), "list.csv")
    except InputError:
        return
    assert len(found.terms) + len(found.rejected) <= len(rows)
    again = parse_csv(format_csv(found.terms), "list.csv")
    assert again.terms == found.terms
    with open_store(None) as store:
        import_terms(store, "list", found.terms)
        assert set(read_terms(store)) == set(found.terms)


@given(st.binary(max_size=200), st.sampled_from(sorted(RDF_FORMATS)))
def test_whatever_the_bytes_rdf_is_read_or_refused(data: bytes, suffix: str) -> None:
    with pytest.raises(InputError):
        parse_rdf(data, "list", RDF_FORMATS[suffix])
