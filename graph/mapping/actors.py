"""Actors by IRI, and the orders in which the graph gives tuples back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from diplograph.graph.authority.lookup import load_authority
from diplograph.graph.model import Actor, Role

_ROLE_ORDER = {role: number for number, role in enumerate(Role)}


@lru_cache(maxsize=1)
def _authority() -> dict[str, Actor]:
    authority = load_authority()
    polities = [each.actor() for each in authority.polities.values()]
    organizations = [each.actor() for each in authority.organizations.values()]
    return {actor.iri: actor for actor in (*polities, *organizations)}


def authority_actor(iri: str) -> Actor | None:
    """The polity or organisation of the authority that has this IRI, if it has one."""
    return _authority().get(iri)


def roles_in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles in the order of :class:`~diplograph.graph.model.Role`, each once.

    >>> [role.value for role in roles_in_order([Role.VISITOR, Role.HOST, Role.VISITOR])]
    ['host', 'visitor']
    """
    return tuple(sorted(set(roles), key=_ROLE_ORDER.__getitem__))


def sorted_actors(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors by IRI, each IRI once."""
    by_iri: dict[str, Actor] = {}
    for actor in actors:
        known = by_iri.setdefault(actor.iri, actor)
        by_iri[actor.iri] = min(known, actor, key=lambda each: (each.name, each.short))
    return tuple(by_iri[iri] for iri in sorted(by_iri))
