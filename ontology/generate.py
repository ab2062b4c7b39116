"""Make the generated files anew from the Turtle: run ``python -m diplograph.ontology.generate``.

Three files are made: ``ontology/namespaces.py`` (a constant for every term),
``ontology/context.jsonld`` (the JSON-LD context) and ``docs/ontology.md`` (the reference). They are
committed; ``--check`` tells whether one of them is out of date and exits 1 if so. Both need a
checkout, since an installed package has no ``docs`` folder.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from diplograph.ontology.reference import reference_markdown
from diplograph.ontology.terms import DG_NAMESPACE, VOCAB_NAMESPACE, Scheme, Term, read_ontology

# The prefixes of everything the graph uses, in the order of the alphabet. Stores forget prefixes
# when they are closed, so this one map is passed whenever something is read or written.
PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "dg": DG_NAMESPACE,
    "dga": "https://w3id.org/diplograph/authority/",
    "dgid": "https://w3id.org/diplograph/id/",
    "dgs": "https://w3id.org/diplograph/shapes#",
    "dgv": VOCAB_NAMESPACE,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "gn": "https://sws.geonames.org/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# The terms of other vocabularies that our code writes or reads.
EXTERNAL: dict[str, str] = {
    "dcterms": "creator identifier isReplacedBy issued language source title",
    "foaf": "Agent name",
    "geo": "Feature Geometry asWKT hasGeometry wktLiteral",
    "org": "Membership Organization Role member organization role",
    "owl": "Class DatatypeProperty ObjectProperty Ontology",
    "prov": "Activity Entity used wasDerivedFrom",
    "rdf": "Property type",
    "rdfs": "Class comment isDefinedBy label subClassOf subPropertyOf",
    "schema": "Event NewsArticle url",
    "sem": "Event hasEarliestBeginTimeStamp hasEarliestEndTimeStamp hasLatestBeginTimeStamp "
    "hasLatestEndTimeStamp",
    "skos": "Concept ConceptScheme altLabel broader closeMatch definition example exactMatch "
    "inScheme notation prefLabel scopeNote topConceptOf",
    "wgs": "lat long",
    "xsd": "anyURI boolean date dateTime decimal integer string",
}

# Of the code style, so that the formatter leaves the generated module as it is.
_LINE_LENGTH = 100

_SEM_BOUNDS = (
    "hasEarliestBeginTimeStamp",
    "hasLatestBeginTimeStamp",
    "hasEarliestEndTimeStamp",
    "hasLatestEndTimeStamp",
)

# Terms of other vocabularies as the JSON-LD context names and types them.
_EXTERNAL_CONTEXT: dict[str, object] = {
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "identifier": "dcterms:identifier",
    "title": "dcterms:title",
    "issued": "dcterms:issued",
    "creator": "dcterms:creator",
    "language": "dcterms:language",
    "source": "dcterms:source",
    "isReplacedBy": {"@id": "dcterms:isReplacedBy", "@type": "@id"},
    "notation": "skos:notation",
    "altLabel": "skos:altLabel",
    "prefLabel": {"@id": "skos:prefLabel", "@language": "en"},
    "definition": {"@id": "skos:definition", "@language": "en"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "member": {"@id": "org:member", "@type": "@id"},
    "memberOrganization": {"@id": "org:organization", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "address": {"@id": "schema:url", "@type": "@id"},
    "lat": {"@id": "wgs:lat", "@type": "xsd:decimal"},
    "long": {"@id": "wgs:long", "@type": "xsd:decimal"},
    "hasGeometry": {"@id": "geo:hasGeometry", "@type": "@id"},
    "asWKT": {"@id": "geo:asWKT", "@type": "geo:wktLiteral"},
    **{bound: {"@id": f"sem:{bound}", "@type": "xsd:date"} for bound in _SEM_BOUNDS},
}


def python_name(text: str) -> str:
    """Turn a notation into a Python identifier.

    >>> python_name("counter-terrorism")
    'counter_terrorism'
    """
    return re.sub(r"\W", "_", text)


def _constants(name: str, doc: str, values: list[tuple[str, str]]) -> str:
    lines = ["", "", f"class {name}:", f'    """{doc}"""', ""]
    for constant, value in values:
        line = f"    {constant}: Final[str] = {value}"
        fits = len(line) <= _LINE_LENGTH
        lines.append(line if fits else f"    {constant}: Final[str] = (\n        {value}\n    )")
    return "\n".join(lines) + "\n"


def namespaces_module(terms: list[Term], schemes: list[Scheme]) -> str:
    """Write the Python module of constants.

    >>> "class DG:" in namespaces_module(*read_ontology())
    True
    """
    parts = [
        '"""IRIs of the terms that the graph uses, as plain strings; generated from the Turtle.\n\n'
        "Do not edit: change the Turtle and run ``python -m diplograph.ontology.generate``.\n"
        '"""\n\n'
        "from __future__ import annotations\n\n"
        "from typing import Final\n\n"
        f'_DG = "{DG_NAMESPACE}"\n_DGV = "{VOCAB_NAMESPACE}"\n\n'
        "# What every reader and writer of RDF is given: stores forget prefixes when closed.\n"
        "PREFIXES: Final[dict[str, str]] = {\n"
        + "".join(f'    "{prefix}": "{iri}",\n' for prefix, iri in PREFIXES.items())
        + "}\n"
    ]
    parts.append(
        _constants(
            "DG",
            f"Terms of ``{DG_NAMESPACE}``.",
            [(term.name, f'_DG + "{term.name}"') for term in terms],
        )
    )
    # Topics are data: code that named one would decide what an article is about.
    concepts = [
        (f"{python_name(scheme.name)}_{python_name(concept.notation)}", concept.local)
        for scheme in schemes
        for concept in scheme.concepts
        if scheme.name != "topic"
    ]
    parts.append(
        _constants(
            "DGV",
            f"Concepts of ``{VOCAB_NAMESPACE}``: scheme, underscore, notation.",
            [(name, f'_DGV + "{local}"') for name, local in concepts],
        )
    )
    for prefix, names in EXTERNAL.items():
        parts.append(
            _constants(
                prefix.upper(),
                f"Terms of ``{PREFIXES[prefix]}``.",
                [(name, f'"{PREFIXES[prefix]}{name}"') for name in names.split()],
            )
        )
    return "".join(parts)


def context_document(terms: list[Term]) -> str:
    """Write the JSON-LD context, by which every term is a plain key of JSON.

    >>> "hasClaim" in json.loads(context_document(read_ontology()[0]))["@context"]
    True
    """
    context: dict[str, object] = {"@version": 1.1, **PREFIXES}
    context.update(_EXTERNAL_CONTEXT)
    for term in terms:
        iri = f"dg:{term.name}"
        if term.kind == "object":
            context[term.name] = {"@id": iri, "@type": "@id"}
        elif term.kind == "datatype" and term.range and term.range != "xsd:string":
            context[term.name] = {"@id": iri, "@type": term.range}
        else:
            context[term.name] = iri
    return json.dumps({"@context": context}, indent=2, ensure_ascii=False) + "\n"


def generated_files() -> dict[str, str]:
    """Text of every generated file by its path in the checkout.

    >>> sorted(generated_files())
    ['docs/ontology.md', 'ontology/context.jsonld', 'ontology/namespaces.py']
    """
    terms, schemes = read_ontology()
    return {
        "docs/ontology.md": reference_markdown(terms, schemes),
        "ontology/context.jsonld": context_document(terms),
        "ontology/namespaces.py": namespaces_module(terms, schemes),
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the generated files, or with ``--check`` tell which are out of date.

    Returns 0 when all is well and 1 when ``--check`` finds a difference or there is no checkout.
    """
    parser = argparse.ArgumentParser(prog="python -m diplograph.ontology.generate")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 on a difference"
    )
    options = parser.parse_args(arguments)
    root = Path(__file__).resolve().parent.parent
    if not (root / "setup.cfg").is_file():
        print(f"{root} is not a checkout of diplograph: run this from one", file=sys.stderr)
        return 1
    outdated = 0
    for name, text in generated_files().items():
        path = root / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if options.check:
            print(f"{name} is out of date: run python -m diplograph.ontology.generate")
            outdated += 1
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{name} written")
    return 1 if outdated else 0


if __name__ == "__main__":
    raise SystemExit(main())
