"""IRIs of the terms that the graph uses, as plain strings; generated from the Turtle.

Do not edit: change the Turtle and run ``python -m diplograph.ontology.generate``.
"""

from __future__ import annotations

from typing import Final

_DG = "https://w3id.org/diplograph/ontology#"
_DGV = "https://w3id.org/diplograph/vocab/"

# What every reader and writer of RDF is given: stores forget prefixes when closed.
PREFIXES: Final[dict[str, str]] = {
    "dcterms": "http://purl.org/dc/terms/",
    "dg": "https://w3id.org/diplograph/ontology#",
    "dga": "https://w3id.org/diplograph/authority/",
    "dgid": "https://w3id.org/diplograph/id/",
    "dgs": "https://w3id.org/diplograph/shapes#",
    "dgv": "https://w3id.org/diplograph/vocab/",
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


class DG:
    """Terms of ``https://w3id.org/diplograph/ontology#``."""

    EventDescription: Final[str] = _DG + "EventDescription"
    DiplomaticEvent: Final[str] = _DG + "DiplomaticEvent"
    EventClaim: Final[str] = _DG + "EventClaim"
    Meeting: Final[str] = _DG + "Meeting"
    Negotiation: Final[str] = _DG + "Negotiation"
    Summit: Final[str] = _DG + "Summit"
    Call: Final[str] = _DG + "Call"
    Visit: Final[str] = _DG + "Visit"
    InstrumentEvent: Final[str] = _DG + "InstrumentEvent"
    Signing: Final[str] = _DG + "Signing"
    AgreementReached: Final[str] = _DG + "AgreementReached"
    Ratification: Final[str] = _DG + "Ratification"
    Accession: Final[str] = _DG + "Accession"
    EntryIntoForce: Final[str] = _DG + "EntryIntoForce"
    Termination: Final[str] = _DG + "Termination"
    Statement: Final[str] = _DG + "Statement"
    Recognition: Final[str] = _DG + "Recognition"
    RelationsEstablished: Final[str] = _DG + "RelationsEstablished"
    RelationsSevered: Final[str] = _DG + "RelationsSevered"
    Expulsion: Final[str] = _DG + "Expulsion"
    Appointment: Final[str] = _DG + "Appointment"
    Credentials: Final[str] = _DG + "Credentials"
    Mediation: Final[str] = _DG + "Mediation"
    Sanction: Final[str] = _DG + "Sanction"
    AidPledge: Final[str] = _DG + "AidPledge"
    Invitation: Final[str] = _DG + "Invitation"
    status: Final[str] = _DG + "status"
    beginPrecision: Final[str] = _DG + "beginPrecision"
    endPrecision: Final[str] = _DG + "endPrecision"
    dateText: Final[str] = _DG + "dateText"
    topic: Final[str] = _DG + "topic"
    confidence: Final[str] = _DG + "confidence"
    step: Final[str] = _DG + "step"
    participant: Final[str] = _DG + "participant"
    host: Final[str] = _DG + "host"
    visitor: Final[str] = _DG + "visitor"
    signatory: Final[str] = _DG + "signatory"
    mediator: Final[str] = _DG + "mediator"
    speaker: Final[str] = _DG + "speaker"
    addressee: Final[str] = _DG + "addressee"
    observer: Final[str] = _DG + "observer"
    caller: Final[str] = _DG + "caller"
    participation: Final[str] = _DG + "participation"
    involves: Final[str] = _DG + "involves"
    place: Final[str] = _DG + "place"
    eventPlace: Final[str] = _DG + "eventPlace"
    instrument: Final[str] = _DG + "instrument"
    commitmentText: Final[str] = _DG + "commitmentText"
    statementText: Final[str] = _DG + "statementText"
    partOf: Final[str] = _DG + "partOf"
    realises: Final[str] = _DG + "realises"
    cancels: Final[str] = _DG + "cancels"
    disagreement: Final[str] = _DG + "disagreement"
    claim: Final[str] = _DG + "claim"
    Participation: Final[str] = _DG + "Participation"
    actor: Final[str] = _DG + "actor"
    role: Final[str] = _DG + "role"
    onBehalfOf: Final[str] = _DG + "onBehalfOf"
    inCapacity: Final[str] = _DG + "inCapacity"
    inferredActor: Final[str] = _DG + "inferredActor"
    EventPlace: Final[str] = _DG + "EventPlace"
    atPlace: Final[str] = _DG + "atPlace"
    Disagreement: Final[str] = _DG + "Disagreement"
    aboutProperty: Final[str] = _DG + "aboutProperty"
    toldValue: Final[str] = _DG + "toldValue"
    toldPlace: Final[str] = _DG + "toldPlace"
    toldBy: Final[str] = _DG + "toldBy"
    stands: Final[str] = _DG + "stands"
    Actor: Final[str] = _DG + "Actor"
    Person: Final[str] = _DG + "Person"
    Polity: Final[str] = _DG + "Polity"
    Organization: Final[str] = _DG + "Organization"
    Office: Final[str] = _DG + "Office"
    Place: Final[str] = _DG + "Place"
    represents: Final[str] = _DG + "represents"
    name: Final[str] = _DG + "name"
    officeTitle: Final[str] = _DG + "officeTitle"
    countryCode: Final[str] = _DG + "countryCode"
    locatedIn: Final[str] = _DG + "locatedIn"
    position: Final[str] = _DG + "position"
    Instrument: Final[str] = _DG + "Instrument"
    Treaty: Final[str] = _DG + "Treaty"
    Agreement: Final[str] = _DG + "Agreement"
    Memorandum: Final[str] = _DG + "Memorandum"
    Protocol: Final[str] = _DG + "Protocol"
    JointStatement: Final[str] = _DG + "JointStatement"
    Contract: Final[str] = _DG + "Contract"
    instrumentKind: Final[str] = _DG + "instrumentKind"
    subject: Final[str] = _DG + "subject"
    party: Final[str] = _DG + "party"
    amends: Final[str] = _DG + "amends"
    extends: Final[str] = _DG + "extends"
    implements: Final[str] = _DG + "implements"
    replaces: Final[str] = _DG + "replaces"
    promisedIn: Final[str] = _DG + "promisedIn"
    implementedIn: Final[str] = _DG + "implementedIn"
    discussedIn: Final[str] = _DG + "discussedIn"
    mentionedAs: Final[str] = _DG + "mentionedAs"
    Article: Final[str] = _DG + "Article"
    ExtractionRun: Final[str] = _DG + "ExtractionRun"
    TextSpan: Final[str] = _DG + "TextSpan"
    Mention: Final[str] = _DG + "Mention"
    Quote: Final[str] = _DG + "Quote"
    text: Final[str] = _DG + "text"
    url: Final[str] = _DG + "url"
    copyOf: Final[str] = _DG + "copyOf"
    outlet: Final[str] = _DG + "outlet"
    retrieved: Final[str] = _DG + "retrieved"
    contentHash: Final[str] = _DG + "contentHash"
    extraction: Final[str] = _DG + "extraction"
    mention: Final[str] = _DG + "mention"
    actorReference: Final[str] = _DG + "actorReference"
    hasClaim: Final[str] = _DG + "hasClaim"
    mentionsInstrument: Final[str] = _DG + "mentionsInstrument"
    extractorName: Final[str] = _DG + "extractorName"
    extractorVersion: Final[str] = _DG + "extractorVersion"
    model: Final[str] = _DG + "model"
    modelVersion: Final[str] = _DG + "modelVersion"
    modelHash: Final[str] = _DG + "modelHash"
    extractorSignature: Final[str] = _DG + "extractorSignature"
    start: Final[str] = _DG + "start"
    end: Final[str] = _DG + "end"
    surface: Final[str] = _DG + "surface"
    quotation: Final[str] = _DG + "quotation"
    mentionKind: Final[str] = _DG + "mentionKind"
    refersTo: Final[str] = _DG + "refersTo"
    dateValue: Final[str] = _DG + "dateValue"
    claimedType: Final[str] = _DG + "claimedType"
    claimedPlace: Final[str] = _DG + "claimedPlace"
    claimedParticipation: Final[str] = _DG + "claimedParticipation"
    claimedInstrument: Final[str] = _DG + "claimedInstrument"
    evidence: Final[str] = _DG + "evidence"
    commitment: Final[str] = _DG + "commitment"
    statementQuote: Final[str] = _DG + "statementQuote"
    claimPartOf: Final[str] = _DG + "claimPartOf"
    ofEvent: Final[str] = _DG + "ofEvent"
    PlaceReference: Final[str] = _DG + "PlaceReference"
    ActorReference: Final[str] = _DG + "ActorReference"
    ClaimedParticipation: Final[str] = _DG + "ClaimedParticipation"
    claimedActor: Final[str] = _DG + "claimedActor"
    actorKind: Final[str] = _DG + "actorKind"
    actorCode: Final[str] = _DG + "actorCode"
    claimedRole: Final[str] = _DG + "claimedRole"
    officeOf: Final[str] = _DG + "officeOf"
    officeLabel: Final[str] = _DG + "officeLabel"
    claimedOnBehalfOf: Final[str] = _DG + "claimedOnBehalfOf"
    InstrumentDescription: Final[str] = _DG + "InstrumentDescription"
    ClaimedInstrument: Final[str] = _DG + "ClaimedInstrument"
    InstrumentMention: Final[str] = _DG + "InstrumentMention"
    instrumentIri: Final[str] = _DG + "instrumentIri"
    claimedKind: Final[str] = _DG + "claimedKind"
    subjectText: Final[str] = _DG + "subjectText"
    claimedParty: Final[str] = _DG + "claimedParty"
    claimedAmends: Final[str] = _DG + "claimedAmends"
    claimedExtends: Final[str] = _DG + "claimedExtends"
    claimedImplements: Final[str] = _DG + "claimedImplements"
    claimedReplaces: Final[str] = _DG + "claimedReplaces"
    instrumentRelation: Final[str] = _DG + "instrumentRelation"
    aboutClaim: Final[str] = _DG + "aboutClaim"
    officialName: Final[str] = _DG + "officialName"
    demonym: Final[str] = _DG + "demonym"
    adjective: Final[str] = _DG + "adjective"
    metonym: Final[str] = _DG + "metonym"
    formerName: Final[str] = _DG + "formerName"
    capital: Final[str] = _DG + "capital"
    polityStatus: Final[str] = _DG + "polityStatus"
    seat: Final[str] = _DG + "seat"
    wikidata: Final[str] = _DG + "wikidata"
    officeLevel: Final[str] = _DG + "officeLevel"
    administeredBy: Final[str] = _DG + "administeredBy"
    claimedBy: Final[str] = _DG + "claimedBy"
    Administration: Final[str] = _DG + "Administration"
    administrator: Final[str] = _DG + "administrator"
    territory: Final[str] = _DG + "territory"
    TerritorialClaim: Final[str] = _DG + "TerritorialClaim"
    claimant: Final[str] = _DG + "claimant"
    belongsTo: Final[str] = _DG + "belongsTo"
    parentState: Final[str] = _DG + "parentState"
    RecognitionClaim: Final[str] = _DG + "RecognitionClaim"
    recognizer: Final[str] = _DG + "recognizer"
    recognized: Final[str] = _DG + "recognized"
    stance: Final[str] = _DG + "stance"
    since: Final[str] = _DG + "since"
    until: Final[str] = _DG + "until"
    OfficeList: Final[str] = _DG + "OfficeList"
    OfficeTerm: Final[str] = _DG + "OfficeTerm"
    inList: Final[str] = _DG + "inList"
    alias: Final[str] = _DG + "alias"
    holderItem: Final[str] = _DG + "holderItem"
    sincePrecision: Final[str] = _DG + "sincePrecision"
    untilPrecision: Final[str] = _DG + "untilPrecision"
    sourceLine: Final[str] = _DG + "sourceLine"
    Judgement: Final[str] = _DG + "Judgement"
    judgementKind: Final[str] = _DG + "judgementKind"
    verdict: Final[str] = _DG + "verdict"
    leftSide: Final[str] = _DG + "leftSide"
    rightSide: Final[str] = _DG + "rightSide"
    leftMember: Final[str] = _DG + "leftMember"
    rightMember: Final[str] = _DG + "rightMember"
    judgedBy: Final[str] = _DG + "judgedBy"
    judgedAt: Final[str] = _DG + "judgedAt"
    judgementReason: Final[str] = _DG + "judgementReason"
    withdrawnBy: Final[str] = _DG + "withdrawnBy"
    withdrawnAt: Final[str] = _DG + "withdrawnAt"
    withdrawalReason: Final[str] = _DG + "withdrawalReason"
    referenceVersion: Final[str] = _DG + "referenceVersion"
    derivationVersion: Final[str] = _DG + "derivationVersion"
    derivationPending: Final[str] = _DG + "derivationPending"
    articlesFingerprint: Final[str] = _DG + "articlesFingerprint"
    denotesClass: Final[str] = _DG + "denotesClass"
    denotesProperty: Final[str] = _DG + "denotesProperty"
    ploverCode: Final[str] = _DG + "ploverCode"
    cameoCode: Final[str] = _DG + "cameoCode"


class DGV:
    """Concepts of ``https://w3id.org/diplograph/vocab/``: scheme, underscore, notation."""

    actor_kind_person: Final[str] = _DGV + "actor-kind/person"
    actor_kind_polity: Final[str] = _DGV + "actor-kind/polity"
    actor_kind_organization: Final[str] = _DGV + "actor-kind/organization"
    event_type_Meeting: Final[str] = _DGV + "event-type/Meeting"
    event_type_Negotiation: Final[str] = _DGV + "event-type/Negotiation"
    event_type_Summit: Final[str] = _DGV + "event-type/Summit"
    event_type_Call: Final[str] = _DGV + "event-type/Call"
    event_type_Visit: Final[str] = _DGV + "event-type/Visit"
    event_type_Signing: Final[str] = _DGV + "event-type/Signing"
    event_type_AgreementReached: Final[str] = _DGV + "event-type/AgreementReached"
    event_type_Ratification: Final[str] = _DGV + "event-type/Ratification"
    event_type_Accession: Final[str] = _DGV + "event-type/Accession"
    event_type_EntryIntoForce: Final[str] = _DGV + "event-type/EntryIntoForce"
    event_type_Termination: Final[str] = _DGV + "event-type/Termination"
    event_type_Statement: Final[str] = _DGV + "event-type/Statement"
    event_type_Recognition: Final[str] = _DGV + "event-type/Recognition"
    event_type_RelationsEstablished: Final[str] = _DGV + "event-type/RelationsEstablished"
    event_type_RelationsSevered: Final[str] = _DGV + "event-type/RelationsSevered"
    event_type_Expulsion: Final[str] = _DGV + "event-type/Expulsion"
    event_type_Appointment: Final[str] = _DGV + "event-type/Appointment"
    event_type_Credentials: Final[str] = _DGV + "event-type/Credentials"
    event_type_Mediation: Final[str] = _DGV + "event-type/Mediation"
    event_type_Sanction: Final[str] = _DGV + "event-type/Sanction"
    event_type_AidPledge: Final[str] = _DGV + "event-type/AidPledge"
    event_type_Invitation: Final[str] = _DGV + "event-type/Invitation"
    instrument_kind_treaty: Final[str] = _DGV + "instrument-kind/treaty"
    instrument_kind_agreement: Final[str] = _DGV + "instrument-kind/agreement"
    instrument_kind_memorandum: Final[str] = _DGV + "instrument-kind/memorandum"
    instrument_kind_protocol: Final[str] = _DGV + "instrument-kind/protocol"
    instrument_kind_joint_statement: Final[str] = _DGV + "instrument-kind/joint-statement"
    instrument_kind_contract: Final[str] = _DGV + "instrument-kind/contract"
    instrument_kind_other: Final[str] = _DGV + "instrument-kind/other"
    instrument_relation_mentioned: Final[str] = _DGV + "instrument-relation/mentioned"
    instrument_relation_discussed: Final[str] = _DGV + "instrument-relation/discussed"
    instrument_relation_implemented: Final[str] = _DGV + "instrument-relation/implemented"
    instrument_relation_promised: Final[str] = _DGV + "instrument-relation/promised"
    instrument_step_agreed: Final[str] = _DGV + "instrument-step/agreed"
    instrument_step_initialled: Final[str] = _DGV + "instrument-step/initialled"
    instrument_step_signed: Final[str] = _DGV + "instrument-step/signed"
    instrument_step_extended: Final[str] = _DGV + "instrument-step/extended"
    instrument_step_ratified: Final[str] = _DGV + "instrument-step/ratified"
    instrument_step_acceded: Final[str] = _DGV + "instrument-step/acceded"
    instrument_step_in_force: Final[str] = _DGV + "instrument-step/in-force"
    instrument_step_suspended: Final[str] = _DGV + "instrument-step/suspended"
    instrument_step_withdrawn: Final[str] = _DGV + "instrument-step/withdrawn"
    instrument_step_terminated: Final[str] = _DGV + "instrument-step/terminated"
    judgement_kind_event: Final[str] = _DGV + "judgement-kind/event"
    judgement_kind_person: Final[str] = _DGV + "judgement-kind/person"
    mention_kind_person: Final[str] = _DGV + "mention-kind/person"
    mention_kind_polity: Final[str] = _DGV + "mention-kind/polity"
    mention_kind_organization: Final[str] = _DGV + "mention-kind/organization"
    mention_kind_place: Final[str] = _DGV + "mention-kind/place"
    mention_kind_date: Final[str] = _DGV + "mention-kind/date"
    mention_kind_instrument: Final[str] = _DGV + "mention-kind/instrument"
    office_level_head_of_state: Final[str] = _DGV + "office-level/head-of-state"
    office_level_monarch: Final[str] = _DGV + "office-level/monarch"
    office_level_head_of_government: Final[str] = _DGV + "office-level/head-of-government"
    office_level_deputy_head: Final[str] = _DGV + "office-level/deputy-head"
    office_level_foreign_minister: Final[str] = _DGV + "office-level/foreign-minister"
    office_level_minister: Final[str] = _DGV + "office-level/minister"
    office_level_deputy_minister: Final[str] = _DGV + "office-level/deputy-minister"
    office_level_ambassador: Final[str] = _DGV + "office-level/ambassador"
    office_level_envoy: Final[str] = _DGV + "office-level/envoy"
    office_level_organisation_head: Final[str] = _DGV + "office-level/organisation-head"
    office_level_legislature: Final[str] = _DGV + "office-level/legislature"
    office_level_military: Final[str] = _DGV + "office-level/military"
    office_level_religious: Final[str] = _DGV + "office-level/religious"
    office_level_spouse: Final[str] = _DGV + "office-level/spouse"
    office_level_official: Final[str] = _DGV + "office-level/official"
    polity_status_state: Final[str] = _DGV + "polity-status/state"
    polity_status_limited_recognition: Final[str] = _DGV + "polity-status/limited-recognition"
    polity_status_de_facto: Final[str] = _DGV + "polity-status/de-facto"
    polity_status_dependent: Final[str] = _DGV + "polity-status/dependent"
    polity_status_historical: Final[str] = _DGV + "polity-status/historical"
    polity_status_other: Final[str] = _DGV + "polity-status/other"
    precision_day: Final[str] = _DGV + "precision/day"
    precision_month: Final[str] = _DGV + "precision/month"
    precision_year: Final[str] = _DGV + "precision/year"
    precision_unknown: Final[str] = _DGV + "precision/unknown"
    role_participant: Final[str] = _DGV + "role/participant"
    role_host: Final[str] = _DGV + "role/host"
    role_visitor: Final[str] = _DGV + "role/visitor"
    role_signatory: Final[str] = _DGV + "role/signatory"
    role_mediator: Final[str] = _DGV + "role/mediator"
    role_speaker: Final[str] = _DGV + "role/speaker"
    role_addressee: Final[str] = _DGV + "role/addressee"
    role_observer: Final[str] = _DGV + "role/observer"
    role_caller: Final[str] = _DGV + "role/caller"
    stance_recognizes: Final[str] = _DGV + "stance/recognizes"
    stance_does_not_recognize: Final[str] = _DGV + "stance/does-not-recognize"
    stance_withdrew: Final[str] = _DGV + "stance/withdrew"
    status_occurred: Final[str] = _DGV + "status/occurred"
    status_planned: Final[str] = _DGV + "status/planned"
    status_cancelled: Final[str] = _DGV + "status/cancelled"
    status_postponed: Final[str] = _DGV + "status/postponed"
    status_denied: Final[str] = _DGV + "status/denied"
    status_hypothetical: Final[str] = _DGV + "status/hypothetical"
    verdict_same: Final[str] = _DGV + "verdict/same"
    verdict_different: Final[str] = _DGV + "verdict/different"
    verdict_unsure: Final[str] = _DGV + "verdict/unsure"


class DCTERMS:
    """Terms of ``http://purl.org/dc/terms/``."""

    creator: Final[str] = "http://purl.org/dc/terms/creator"
    identifier: Final[str] = "http://purl.org/dc/terms/identifier"
    isReplacedBy: Final[str] = "http://purl.org/dc/terms/isReplacedBy"
    issued: Final[str] = "http://purl.org/dc/terms/issued"
    language: Final[str] = "http://purl.org/dc/terms/language"
    source: Final[str] = "http://purl.org/dc/terms/source"
    title: Final[str] = "http://purl.org/dc/terms/title"


class FOAF:
    """Terms of ``http://xmlns.com/foaf/0.1/``."""

    Agent: Final[str] = "http://xmlns.com/foaf/0.1/Agent"
    name: Final[str] = "http://xmlns.com/foaf/0.1/name"


class GEO:
    """Terms of ``http://www.opengis.net/ont/geosparql#``."""

    Feature: Final[str] = "http://www.opengis.net/ont/geosparql#Feature"
    Geometry: Final[str] = "http://www.opengis.net/ont/geosparql#Geometry"
    asWKT: Final[str] = "http://www.opengis.net/ont/geosparql#asWKT"
    hasGeometry: Final[str] = "http://www.opengis.net/ont/geosparql#hasGeometry"
    wktLiteral: Final[str] = "http://www.opengis.net/ont/geosparql#wktLiteral"


class ORG:
    """Terms of ``http://www.w3.org/ns/org#``."""

    Membership: Final[str] = "http://www.w3.org/ns/org#Membership"
    Organization: Final[str] = "http://www.w3.org/ns/org#Organization"
    Role: Final[str] = "http://www.w3.org/ns/org#Role"
    member: Final[str] = "http://www.w3.org/ns/org#member"
    organization: Final[str] = "http://www.w3.org/ns/org#organization"
    role: Final[str] = "http://www.w3.org/ns/org#role"


class OWL:
    """Terms of ``http://www.w3.org/2002/07/owl#``."""

    Class: Final[str] = "http://www.w3.org/2002/07/owl#Class"
    DatatypeProperty: Final[str] = "http://www.w3.org/2002/07/owl#DatatypeProperty"
    ObjectProperty: Final[str] = "http://www.w3.org/2002/07/owl#ObjectProperty"
    Ontology: Final[str] = "http://www.w3.org/2002/07/owl#Ontology"


class PROV:
    """Terms of ``http://www.w3.org/ns/prov#``."""

    Activity: Final[str] = "http://www.w3.org/ns/prov#Activity"
    Entity: Final[str] = "http://www.w3.org/ns/prov#Entity"
    used: Final[str] = "http://www.w3.org/ns/prov#used"
    wasDerivedFrom: Final[str] = "http://www.w3.org/ns/prov#wasDerivedFrom"


class RDF:
    """Terms of ``http://www.w3.org/1999/02/22-rdf-syntax-ns#``."""

    Property: Final[str] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property"
    type: Final[str] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class RDFS:
    """Terms of ``http://www.w3.org/2000/01/rdf-schema#``."""

    Class: Final[str] = "http://www.w3.org/2000/01/rdf-schema#Class"
    comment: Final[str] = "http://www.w3.org/2000/01/rdf-schema#comment"
    isDefinedBy: Final[str] = "http://www.w3.org/2000/01/rdf-schema#isDefinedBy"
    label: Final[str] = "http://www.w3.org/2000/01/rdf-schema#label"
    subClassOf: Final[str] = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    subPropertyOf: Final[str] = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf"


class SCHEMA:
    """Terms of ``https://schema.org/``."""

    Event: Final[str] = "https://schema.org/Event"
    NewsArticle: Final[str] = "https://schema.org/NewsArticle"
    url: Final[str] = "https://schema.org/url"


class SEM:
    """Terms of ``http://semanticweb.cs.vu.nl/2009/11/sem/``."""

    Event: Final[str] = "http://semanticweb.cs.vu.nl/2009/11/sem/Event"
    hasEarliestBeginTimeStamp: Final[str] = (
        "http://semanticweb.cs.vu.nl/2009/11/sem/hasEarliestBeginTimeStamp"
    )
    hasEarliestEndTimeStamp: Final[str] = (
        "http://semanticweb.cs.vu.nl/2009/11/sem/hasEarliestEndTimeStamp"
    )
    hasLatestBeginTimeStamp: Final[str] = (
        "http://semanticweb.cs.vu.nl/2009/11/sem/hasLatestBeginTimeStamp"
    )
    hasLatestEndTimeStamp: Final[str] = (
        "http://semanticweb.cs.vu.nl/2009/11/sem/hasLatestEndTimeStamp"
    )


class SKOS:
    """Terms of ``http://www.w3.org/2004/02/skos/core#``."""

    Concept: Final[str] = "http://www.w3.org/2004/02/skos/core#Concept"
    ConceptScheme: Final[str] = "http://www.w3.org/2004/02/skos/core#ConceptScheme"
    altLabel: Final[str] = "http://www.w3.org/2004/02/skos/core#altLabel"
    broader: Final[str] = "http://www.w3.org/2004/02/skos/core#broader"
    closeMatch: Final[str] = "http://www.w3.org/2004/02/skos/core#closeMatch"
    definition: Final[str] = "http://www.w3.org/2004/02/skos/core#definition"
    example: Final[str] = "http://www.w3.org/2004/02/skos/core#example"
    exactMatch: Final[str] = "http://www.w3.org/2004/02/skos/core#exactMatch"
    inScheme: Final[str] = "http://www.w3.org/2004/02/skos/core#inScheme"
    notation: Final[str] = "http://www.w3.org/2004/02/skos/core#notation"
    prefLabel: Final[str] = "http://www.w3.org/2004/02/skos/core#prefLabel"
    scopeNote: Final[str] = "http://www.w3.org/2004/02/skos/core#scopeNote"
    topConceptOf: Final[str] = "http://www.w3.org/2004/02/skos/core#topConceptOf"


class WGS:
    """Terms of ``http://www.w3.org/2003/01/geo/wgs84_pos#``."""

    lat: Final[str] = "http://www.w3.org/2003/01/geo/wgs84_pos#lat"
    long: Final[str] = "http://www.w3.org/2003/01/geo/wgs84_pos#long"


class XSD:
    """Terms of ``http://www.w3.org/2001/XMLSchema#``."""

    anyURI: Final[str] = "http://www.w3.org/2001/XMLSchema#anyURI"
    boolean: Final[str] = "http://www.w3.org/2001/XMLSchema#boolean"
    date: Final[str] = "http://www.w3.org/2001/XMLSchema#date"
    dateTime: Final[str] = "http://www.w3.org/2001/XMLSchema#dateTime"
    decimal: Final[str] = "http://www.w3.org/2001/XMLSchema#decimal"
    integer: Final[str] = "http://www.w3.org/2001/XMLSchema#integer"
    string: Final[str] = "http://www.w3.org/2001/XMLSchema#string"
