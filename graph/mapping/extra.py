"""Terms of the graph model that the generated namespaces do not hold yet."""

from __future__ import annotations

from diplograph.graph.iris import ONTOLOGY

PROMISED_IN = ONTOLOGY + "promisedIn"
ACTOR_REFERENCE = ONTOLOGY + "actorReference"
ACTOR_REFERENCE_CLASS = ONTOLOGY + "ActorReference"
DERIVATION_PENDING = ONTOLOGY + "derivationPending"
DERIVATION_VERSION = ONTOLOGY + "derivationVersion"
REFERENCE_VERSION = ONTOLOGY + "referenceVersion"
