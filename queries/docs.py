"""Makes the page of the catalogue, ``docs/queries.md``, out of the headers of the queries.

Run ``python -m diplograph.queries.docs`` in the checkout after a query was changed; ``--check``
writes nothing and exits with 1 when the page is not up to date.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from diplograph.queries.catalogue import Catalogue, CatalogueQuery

PAGE = Path("docs/queries.md")

_INTRODUCTION = """\
# The catalogue of queries

<!-- Generated from queries/library by `python -m diplograph.queries.docs`; edit it there. -->

{count} questions that can be asked by name, on the command line or in Python:

```console
$ diplograph query meetings-between --a RUS --b SOS --since 2017
```

```python
kg.query("meetings-between", a="RUS", b="SOS", since="2017")      # a pandas frame
```

Each is one SPARQL file, `queries/library/TOPIC/NAME.rq`, and can be read, copied and changed. The
answers shown are those on the small graph of the tests, whose events of 2018 are invented.

**Parameters.** An *actor* or *place* is given by name, code or IRI; where a name fits several, the
error lists them. A *date* may be a year, a month or a day: `since` is bound as its first day and
`until` as its last. An event counts when it can have happened in the period, so one that is dated
"2017" is found by `--since 2017-06`; an event without a date is found only when neither is given.
A *status*, *event-type* or *topic* takes `any`. An *event* may be written short, as tables show it
(`dgid:event/...`). Where `limit` cuts rows off, the table says so.

**In the files** a parameter is written `$name`, every other variable `?name`. An optional parameter
that is not given is an unbound variable, hence `FILTER(!BOUND($since) || ?last_day >= $since)`.
A question with a `perspective` has empty blocks of VALUES, which are filled with what counts
differently from it ([contested places](howto-contested.md)). Values are put in as typed terms,
never as text. For speed, each OPTIONAL holds one triple pattern (Oxigraph then looks the value up
instead of scanning for it), an EXISTS one pattern about a bound node, and BIND comes after the
patterns.
"""


def page(catalogue: Catalogue) -> str:
    """Make the text of the page.

    >>> "## visits" in page(Catalogue.load())
    True
    """
    parts = [_INTRODUCTION.format(count=len(catalogue)), _contents(catalogue)]
    for topic, queries in catalogue.topics().items():
        parts.append(f"## {topic}\n")
        parts.extend(_section(query) for query in queries)
    return "\n".join(parts).rstrip() + "\n"


def _contents(catalogue: Catalogue) -> str:
    lines = [
        f"- **{topic}**: " + ", ".join(f"[{query.name}](#{query.name})" for query in queries)
        for topic, queries in catalogue.topics().items()
    ]
    return "\n".join(lines) + "\n"


def _section(query: CatalogueQuery) -> str:
    lines = [f"### {query.name}", "", f"**{query.title}.** {query.description}", ""]
    if query.parameters:
        lines += ["| parameter | type | need | |", "|---|---|---|---|"]
        for parameter in query.parameters:
            need = "required" if parameter.required else "optional"
            if parameter.default is not None:
                need = f"default `{parameter.default}`"
            cells = (f"`{parameter.name}`", parameter.type.value, need, parameter.description)
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    command = f"diplograph query {query.name} {query.example}".rstrip()
    lines += ["```console", f"$ {command}", "```", ""]
    lines += ["| column | kind | | example |", "|---|---|---|---|"]
    for column, cell in zip(query.columns, query.answer, strict=True):
        shown = f"`{cell}`" if cell else ""
        lines.append(f"| `{column.name}` | {column.kind} | {column.description} | {shown} |")
    return "\n".join([*lines, ""])


def main(arguments: list[str] | None = None) -> int:
    """Write or check the page; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m diplograph.queries.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--page", type=Path, default=PAGE, help=f"the page, by default {PAGE}")
    chosen = parser.parse_args(arguments)
    text = page(Catalogue.load())
    if not chosen.check:
        chosen.page.write_text(text, encoding="utf-8")
        return 0
    if chosen.page.exists() and chosen.page.read_text(encoding="utf-8") == text:
        return 0
    print(
        f"{chosen.page} is not up to date: run python -m diplograph.queries.docs", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
