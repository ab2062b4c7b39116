"""Reading SPARQL text token by token: refuse federation, put typed values in for variables.

Values never reach a query by string formatting. The substitutions of pyoxigraph 0.5 refuse every
variable that the SELECT clause does not name, and no remote server has them, so one substitution on
tokens serves every store: strings, comments and IRIs are skipped, and a variable becomes the
N-Triples form of its term, which escapes all that could end the term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from diplograph.graph.errors import QueryError

Value: TypeAlias = NamedNode | Literal
"""What may be put in for a variable."""

_NAME = r"[^\W_]\w*|_\w+"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+|\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\"
        | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\r\n]|\\.)*"
        | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$](?:{_NAME}))
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<prefixed>(?:[^\W\d_][\w.\-]*)?:(?:[\w:%\-·]|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    | (?P<word>\w+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_VARIABLE_NAME = re.compile(_NAME)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_MODIFIERS = ("GROUP", "ORDER")
_CLAUSE_ENDS = ("WHERE", "FROM", "HAVING", "LIMIT", "OFFSET")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    @property
    def keyword(self) -> str:
        """The word in upper case, the mark itself, nothing for the other kinds."""
        return self.text.upper() if self.kind in ("word", "mark") else ""


@lru_cache(maxsize=256)
def _tokens(sparql: str) -> tuple[_Token, ...]:
    return tuple(
        _Token(match.lastgroup or "mark", match.group()) for match in _TOKEN.finditer(sparql)
    )


def check_read_only_query(sparql: str) -> None:
    """Refuse a query that would reach beyond the store.

    Refused is ``SERVICE`` wherever an engine could read it as the keyword: anywhere outside of
    strings, comments, IRIs, variables and the local part of a prefixed name. That is stricter than
    the grammar (a prefix must not be called ``service:``), because engines need no white space
    before the keyword. Updates need no check: no engine parses one as a query.

    Raises :class:`~diplograph.graph.errors.QueryError`.

    >>> check_read_only_query('SELECT ?s { ?s ?p "SERVICE" }')
    """
    if "service" not in sparql.lower():
        return
    for token in _tokens(sparql):
        outside = token.text.split(":")[0] if token.kind == "prefixed" else token.text
        if token.kind in ("word", "prefixed") and "SERVICE" in outside.upper():
            raise QueryError(
                "SERVICE is refused: a query reads this store alone; take the clause out"
            )


def malformed(message: str) -> QueryError:
    """Make the error for what an engine says of a query, on one line.

    Engines may list all that they expected, in a thousand characters: 200 say where and what.

    >>> str(malformed("error at 1:4:\\nexpected one of ..."))
    'malformed query: error at 1:4: expected one of ...'
    """
    said = " ".join(message.split())
    return QueryError(f"malformed query: {said if len(said) <= 200 else said[:196] + ' ...'}")


def query_form(sparql: str) -> str:
    """Tell ``SELECT``, ``ASK``, ``CONSTRUCT`` and ``DESCRIBE`` apart.

    Raises :class:`~diplograph.graph.errors.QueryError` for a text that is none of them.

    >>> query_form("# ASK\\nPREFIX ask: <http://x/ASK> SELECT * { ?s ?p ?o }")
    'SELECT'
    """
    for token in _tokens(sparql):
        if token.kind == "word" and token.keyword in _FORMS:
            return token.keyword
    raise QueryError("not a query: it has none of SELECT, ASK, CONSTRUCT and DESCRIBE")


def bind(sparql: str, bindings: Mapping[str, Value]) -> str:
    """Put values in for the variables of a query.

    ``bindings`` maps names without ``?`` to terms. The value holds in the whole query, sub-queries
    and negations too. A variable that the outer SELECT clause names stays a column that holds the
    value; ``SELECT *`` leaves it out. ``BOUND(?name)`` becomes true, so a query may test whether
    an optional value was given.

    Raises :class:`~diplograph.graph.errors.QueryError` for a value that is no IRI or literal, an
    ill-formed IRI, a variable that the query lacks, and one that the query itself assigns with
    ``AS`` or ``VALUES``.

    >>> bind("SELECT ?s { ?s ?p ?name }", {"name": Literal('a "b"')})
    'SELECT ?s { ?s ?p  "a \\\\"b\\\\""  }'
    """
    if not bindings:
        return sparql
    terms = {name: _written(name, value) for name, value in bindings.items()}
    template = _template(sparql, frozenset(terms))
    return "".join(terms[part.name] if isinstance(part, _Slot) else part for part in template)


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where the term of a variable goes."""

    name: str


@lru_cache(maxsize=256)
def _template(sparql: str, names: frozenset[str]) -> tuple[str | _Slot, ...]:
    """Read a query once for many values: a short query is answered faster than it is read here."""
    tokens = _tokens(sparql)
    used = {token.text[1:] for token in tokens if token.kind == "variable"}
    for name in sorted(names - used):
        if _VARIABLE_NAME.fullmatch(name) is None:
            raise QueryError(f"{name!r} is not the name of a variable")
        raise QueryError(f"the query has no variable ?{name}")
    return tuple(_Binder(tokens, names).run())


def _written(name: str, value: Value) -> str:
    if isinstance(value, NamedNode):
        try:
            # parsers in lenient mode make named nodes that are no IRIs: check again
            return str(NamedNode(value.value))
        except ValueError as error:
            raise QueryError(f"?{name}: {value.value!r} is not an IRI: {error}") from error
    if isinstance(value, Literal):
        return str(value)
    raise QueryError(f"?{name} must be an IRI or a literal, not {type(value).__name__}")


@dataclass(slots=True)
class _Scope:
    """Where in a query (or a sub-query) we are: one a pair of braces."""

    clause: str = ""
    parentheses: int = 0
    columns: int = 0
    dropped: bool = False


class _Binder:
    """One walk over the tokens of a query, giving out text and slots."""

    def __init__(self, tokens: tuple[_Token, ...], names: frozenset[str]) -> None:
        self._tokens = tokens
        self._names = names
        self._scopes = [_Scope()]
        self._before: list[str] = ["", ""]  # the last two significant tokens
        self._ambiguous = re.compile(rf"[?$](?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")

    def run(self) -> Iterator[str | _Slot]:
        skip = 0
        for position, token in enumerate(self._tokens):
            if token.kind == "space":
                yield token.text
                continue
            if skip:
                skip -= 1
                continue
            if token.keyword == "BOUND":
                name = self._bound_test(position)
                if name in self._names:
                    yield " true "
                    skip = 3  # the parentheses and the variable
                    self._before = ["", ")"]
                    continue
            if token.kind == "variable" and token.text[1:] in self._names:
                yield from self._substitute(token.text[1:])
            else:
                yield from self._follow(token)
                yield token.text
            self._before = [self._before[1], token.keyword or token.kind]

    def _bound_test(self, position: int) -> str | None:
        ahead = [token for token in self._tokens[position + 1 :] if token.kind != "space"][:3]
        if [token.kind for token in ahead] == ["mark", "variable", "mark"]:
            return ahead[1].text[1:]
        return None

    def _substitute(self, name: str) -> tuple[str | _Slot, ...]:
        scope = self._scopes[-1]
        if self._before[1] == "AS" or scope.clause == "VALUES":
            raise QueryError(f"?{name} is given a value, but the query assigns one itself")
        if scope.parentheses == 0 and scope.clause == "SELECT":
            if len(self._scopes) == 1:
                scope.columns += 1
                return "(", _Slot(name), f" AS ?{name})"
            # a sub-query must not bring the name into the scope of the outer (term AS ?name)
            scope.dropped = True
            return ()
        if scope.parentheses == 0 and scope.clause in _MODIFIERS:
            return "(", _Slot(name), ")"
        return " ", _Slot(name), " "

    def _follow(self, token: _Token) -> Iterator[str]:
        """Keep account of clauses, parentheses and braces; give out a column that is owed."""
        scope, word = self._scopes[-1], token.keyword
        if token.kind == "iri":
            self._check_iri(token)
        if word == "(":
            if scope.parentheses == 0 and scope.clause == "SELECT":
                scope.columns += 1
            scope.parentheses += 1
        elif word == ")":
            scope.parentheses -= 1
        elif word == "{":
            if scope.parentheses == 0:
                yield from self._end_clause(scope)
            self._scopes.append(_Scope())
        elif word == "}" and len(self._scopes) > 1:
            self._scopes.pop()
        elif scope.parentheses:
            return
        elif word in ("SELECT", "VALUES", *_MODIFIERS):
            scope.clause = word
        elif word in _CLAUSE_ENDS:
            yield from self._end_clause(scope)
        elif scope.clause == "SELECT" and (token.kind == "variable" or word == "*"):
            scope.columns += 1

    @staticmethod
    def _end_clause(scope: _Scope) -> Iterator[str]:
        if scope.clause == "SELECT" and scope.dropped and not scope.columns:
            yield "(true AS ?_given) "  # the grammar wants at least one column
        scope.clause = ""

    def _check_iri(self, token: _Token) -> None:
        """Refuse ``?a<?b&&?c>?d``: engines differ on whether that holds an IRI."""
        last = self._before[1]
        operand = last == ")" or (last.isalnum() and last != "IN")
        if operand and self._scopes[-1].parentheses and self._ambiguous.search(token.text):
            raise QueryError(f"write a space after < in {token.text}")
