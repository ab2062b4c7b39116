"""The reference of the ontology in Markdown, as committed in ``docs/ontology.md``."""

from __future__ import annotations

from diplograph.ontology.terms import DG_NAMESPACE, VOCAB_NAMESPACE, Scheme, Term

_INTRODUCTION = f"""\
# The ontology

Generated from `ontology/core.ttl` and `ontology/vocab/*.ttl` by
`python -m diplograph.ontology.generate`; do not edit. How the terms are put together, statement by
statement, is told in [graph-model.md](graph-model.md).

- Classes and properties: prefix `dg:`, namespace `{DG_NAMESPACE}`
- Concepts: namespace `{VOCAB_NAMESPACE}`, one scheme a folder, as in
  `{VOCAB_NAMESPACE}status/planned`
- Alignments with SEM, PROV-O, schema.org, W3C ORG, OWL-Time, GeoSPARQL, PLOVER and CAMEO:
  `ontology/alignments/`
- Shapes that every graph conforms to: `ontology/shapes/`, with examples in `ontology/examples/`
- Questions the graph answers: `ontology/competency/`

## To change it

Edit the Turtle, then run `python -m diplograph.ontology.generate`; the tests fail when a generated
file is out of date (`--check` tells which). A shape needs an example that conforms,
`ontology/examples/SHAPE.valid.ttl`, and one or more that do not, `SHAPE.invalid-REASON.ttl`. A
competency question is one file with a header: `# question:`, `# expects: at-least N` rows on the
articles that the tests read by hand, `# answer:` words that one of these rows holds, and
`# examples:` with the reason where the bundled articles need not answer it.
"""


def _code(name: str) -> str:
    return f"`{name}`" if ":" in name else f"`dg:{name}`"


def _sentence(term: Term) -> str:
    text = term.definition
    if term.note:
        text += f" *{term.note}*"
    if term.example:
        text += f" Example: “{term.example}”"
    return text.replace("|", "\\|")


def _class_tree(classes: list[Term], parent: str | None, depth: int) -> list[str]:
    lines: list[str] = []
    for term in classes:
        if (term.parents[0] if term.parents else None) == parent:
            lines.append(f"{'  ' * depth}- `dg:{term.name}`: {_sentence(term)}")
            lines += _class_tree(classes, term.name, depth + 1)
    return lines


def _property_table(properties: list[Term]) -> list[str]:
    lines = ["| property | of | value | definition |", "|---|---|---|---|"]
    for term in properties:
        above = (
            f" (under {', '.join(_code(name) for name in term.parents)})" if term.parents else ""
        )
        domain = _code(term.domain) if term.domain else "several"
        value = _code(term.range) if term.range else "several"
        lines.append(f"| `dg:{term.name}`{above} | {domain} | {value} | {_sentence(term)} |")
    return lines


def _scheme_section(scheme: Scheme) -> list[str]:
    lines = [
        "",
        f"### {scheme.name}",
        "",
        f"{scheme.definition} Under `{VOCAB_NAMESPACE}{scheme.name}/`.",
        "",
        "| notation | label | definition |",
        "|---|---|---|",
    ]
    for concept in scheme.concepts:
        text = concept.definition
        if concept.broader:
            text += f" Under `{concept.broader}`."
        if concept.note:
            text += f" *{concept.note}*"
        lines.append(f"| `{concept.notation}` | {concept.label} | {text} |")
    return lines


def reference_markdown(terms: list[Term], schemes: list[Scheme]) -> str:
    """Write the reference: a tree of classes, a table of properties, a table a scheme.

    >>> from diplograph.ontology.terms import read_ontology
    >>> reference_markdown(*read_ontology()).splitlines()[0]
    '# The ontology'
    """
    classes = [term for term in terms if term.kind == "class"]
    properties = [term for term in terms if term.kind != "class"]
    lines = [_INTRODUCTION, "## Classes", "", *_class_tree(classes, None, 0), ""]
    lines += ["## Properties", "", *_property_table(properties), "", "## Concept schemes"]
    for scheme in schemes:
        lines += _scheme_section(scheme)
    return "\n".join(lines) + "\n"
