"""What a careful reader takes from a few short articles: the graph for the competency questions."""

from __future__ import annotations

import dataclasses
import datetime as dt

from diplograph.graph import iris
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Kind, Verdict, Withdrawal
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Instrument,
    InstrumentKind,
    InstrumentMention,
    InstrumentRelation,
    InstrumentStep,
    Mention,
    MentionKind,
    Office,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)

MINTER = Minter()
UNKNOWN_TIME = EventTime()
READER = ExtractorInfo("careful-reader", "1")

NAMES = {
    "GRC": "Greece",
    "MKD": "North Macedonia",
    "RUS": "Russia",
    "TUR": "Turkey",
    "XKX": "Kosovo",
    "SRB": "Serbia",
    "ETH": "Ethiopia",
    "SML": "Somaliland",
    "USA": "United States",
    "DNK": "Denmark",
    "SAU": "Saudi Arabia",
    "CHN": "China",
    "FRA": "France",
    "SYR": "Syria",
    "ISR": "Israel",
}
PSARADES = Place("Psarades", iris.geonames(734910), "GRC", 40.829, 21.031)
OHRID = Place("Ohrid", iris.geonames(787487), "MKD", 41.117, 20.802)
SOCHI = Place("Sochi", iris.geonames(491422), "RUS", 43.6, 39.727)
NEOM = Place("Neom", MINTER.place("Neom", "SAU"), "SAU")
ADDIS = Place("Addis Ababa", iris.geonames(344979), "ETH", 9.025, 38.747)
BREGANCON = Place("Brégançon", MINTER.place("Brégançon", "FRA"), "FRA")


def polity(code: str) -> Actor:
    return Actor(ActorKind.POLITY, NAMES[code], iris.polity(code), code)


def person(
    name: str, code: str, *roles: Role, title: str | None = None, side: Actor | None = None
) -> Participant:
    side = side or polity(code)
    actor = Actor(ActorKind.PERSON, name, MINTER.person(name, code))
    office = Office(title, side) if title else None
    return Participant(actor, roles or (Role.PARTICIPANT,), office, (side,))


def on(text: str, words: str | None = None) -> EventTime:
    return EventTime.on(PartialDate.parse(text), words)


def instrument(
    title: str,
    kind: InstrumentKind,
    date: str | None,
    *parties: str,
    subject: str | None = None,
    amends: str | None = None,
) -> Instrument:
    return Instrument(
        MINTER.instrument(title, parties, date),
        title,
        kind,
        subject,
        tuple(polity(code) for code in parties),
        amends,
    )


class Reading:
    """One article under reading; quotes are found by their words."""

    def __init__(self, url: str, outlet: str, published: str, text: str) -> None:
        self.article = Article(
            text,
            url=url,
            outlet=outlet,
            published=dt.date.fromisoformat(published),
            title=text.split(".")[0],
            language="en",
        )
        self.claims: list[EventClaim] = []
        self.mentions: list[Mention] = []
        self.instruments: list[InstrumentMention] = []

    def quote(self, words: str) -> Quote:
        start = self.article.text.index(words)
        return Quote.of(self.article.text, start, start + len(words))

    def claim(
        self,
        type: EventType,
        words: str,
        *participants: Participant,
        time: EventTime = UNKNOWN_TIME,
        place: Place | None = None,
        status: Status = Status.OCCURRED,
        instrument: Instrument | None = None,
        topics: tuple[str, ...] = (),
        commitment: str | None = None,
        part_of: int | None = None,
        step: InstrumentStep | None = None,
        quotation: str | None = None,
    ) -> None:
        self.claims.append(
            EventClaim(
                type,
                status,
                (self.quote(words),),
                time,
                (place,) if place else (),
                participants,
                instrument,
                topics,
                (self.quote(commitment),) if commitment else (),
                part_of,
                0.9,
                step,
                (self.quote(quotation),) if quotation else (),
            )
        )
        for each in participants:
            surname = each.actor.name.split()[-1]
            if each.actor.kind is ActorKind.PERSON and surname in self.article.text:
                mention = Mention(
                    self.quote(surname), MentionKind.PERSON, each.actor.name, each.actor
                )
                if mention not in self.mentions:
                    self.mentions.append(mention)

    def extraction(self) -> Extraction:
        return Extraction(
            self.article, READER, tuple(self.mentions), tuple(self.claims), tuple(self.instruments)
        )


def _prespa(reading: Reading, words: str) -> None:
    reading.claim(
        EventType.SIGNING,
        words,
        person("Nikos Kotzias", "GRC", Role.SIGNATORY, title="Foreign Minister"),
        person("Nikola Dimitrov", "MKD", Role.SIGNATORY, title="Foreign Minister"),
        time=on("2018-06-17", "on Sunday"),
        place=PSARADES,
        instrument=instrument("agreement on the name", InstrumentKind.AGREEMENT, "2018-06-17"),
        topics=("territorial-dispute", "bilateral-relations"),
    )


def extractions() -> list[Extraction]:
    """Read all the articles."""
    wire = Reading(
        "https://wire.example/prespa",
        "Example Wire",
        "2018-06-17",
        "Kotzias and Dimitrov sign name accord. The foreign ministers of Greece and Macedonia, "
        "Nikos Kotzias and Nikola Dimitrov, put their names to the accord in Psarades on Sunday.",
    )
    _prespa(wire, "put their names to the accord in Psarades on Sunday")

    daily = Reading(
        "https://daily.example/prespa",
        "Example Daily",
        "2018-06-18",
        "A quay with two governments. Nikola Dimitrov and Nikos Kotzias signed the agreement on "
        "the name yesterday in Psarades.",
    )
    _prespa(daily, "signed the agreement on the name yesterday in Psarades")

    sochi = Reading(
        "https://press.example/sochi",
        "Example Press Service",
        "2019-10-22",
        "Talks in Sochi. On 22 October Vladimir Putin held talks in Sochi with Recep Tayyip "
        "Erdogan, who had come to Russia on a working visit. The two leaders adopted a memorandum "
        "of understanding on Syria. The Sides agreed to meet again within a month. Vladimir Putin "
        "then spoke by telephone with Bashar al-Assad. The Adana Protocol remains in force.",
    )
    day = on("2019-10-22", "On 22 October")
    memorandum = instrument(
        "memorandum of understanding on Syria",
        InstrumentKind.MEMORANDUM,
        "2019-10-22",
        "RUS",
        "TUR",
        amends=MINTER.instrument("Adana Protocol", (), None),
    )
    putin, erdogan = ("Vladimir Putin", "RUS"), ("Recep Tayyip Erdogan", "TUR")
    sochi.claim(
        EventType.VISIT,
        "had come to Russia on a working visit",
        person(*erdogan, Role.VISITOR, title="President"),
        person(*putin, Role.HOST, title="President"),
        time=day,
        place=SOCHI,
    )
    sochi.claim(
        EventType.MEETING,
        "On 22 October Vladimir Putin held talks in Sochi with Recep Tayyip Erdogan",
        person(*putin, Role.HOST, title="President"),
        person(*erdogan, title="President"),
        time=day,
        place=SOCHI,
        topics=("armed-conflict", "refugees"),
        commitment="agreed to meet again within a month",
        part_of=0,
    )
    sochi.claim(
        EventType.AGREEMENT_REACHED,
        "The two leaders adopted a memorandum of understanding on Syria",
        person(*putin),
        person(*erdogan),
        time=day,
        place=SOCHI,
        instrument=memorandum,
        topics=("armed-conflict",),
    )
    sochi.claim(
        EventType.CALL,
        "Vladimir Putin then spoke by telephone with Bashar al-Assad",
        person(*putin, Role.CALLER),
        person("Bashar al-Assad", "SYR"),
    )
    sochi.instruments.append(
        InstrumentMention(
            instrument("Adana Protocol", InstrumentKind.PROTOCOL, None),
            InstrumentRelation.MENTIONED,
            sochi.quote("The Adana Protocol remains in force"),
            1,
        )
    )

    ohrid = Reading(
        "https://press.example/ohrid",
        "Example Press Service",
        "2023-03-19",
        "Annex agreed in Ohrid. Josep Borrell brought Albin Kurti and Aleksandar Vučić together in "
        "Ohrid on Saturday. The parties agreed on the annex to the Agreement on normalisation.",
    )
    union = Actor(ActorKind.ORGANIZATION, "European Union", iris.organization("EU"), "EU")
    ohrid.claim(
        EventType.NEGOTIATION,
        "Josep Borrell brought Albin Kurti and Aleksandar Vučić together in Ohrid on Saturday",
        person("Josep Borrell", "EU", Role.MEDIATOR, title="High Representative", side=union),
        person("Albin Kurti", "XKX", title="Prime Minister"),
        person("Aleksandar Vučić", "SRB", title="President"),
        time=on("2023-03-18", "on Saturday"),
        place=OHRID,
        topics=("bilateral-relations",),
    )

    called_off = Reading(
        "https://daily.example/copenhagen",
        "Example Daily",
        "2019-08-21",
        "An empty guest room. Donald Trump called off the visit to Denmark.",
    )
    called_off.claim(
        EventType.VISIT,
        "Donald Trump called off the visit to Denmark",
        person("Donald Trump", "USA", Role.VISITOR, title="President"),
        Participant(polity("DNK"), (Role.HOST,)),
        time=on("2019-09-02"),
        status=Status.CANCELLED,
    )

    neom = Reading(
        "https://daily.example/neom",
        "Example Daily",
        "2020-11-23",
        "Riyadh denies. Faisal bin Farhan denied that Mohammed bin Salman had met Benjamin "
        "Netanyahu in Neom. Riyadh also received Xi Jinping in December 2022.",
    )
    neom.claim(
        EventType.MEETING,
        "denied that Mohammed bin Salman had met Benjamin Netanyahu in Neom",
        person("Mohammed bin Salman", "SAU"),
        person("Benjamin Netanyahu", "ISR"),
        place=NEOM,
        status=Status.DENIED,
    )
    neom.claim(
        EventType.VISIT,
        "Riyadh also received Xi Jinping in December 2022",
        person("Xi Jinping", "CHN", Role.VISITOR, title="President"),
        Participant(polity("SAU"), (Role.HOST,)),
        time=on("2022-12", "in December 2022"),
    )

    port = Reading(
        "https://wire.example/port",
        "Example Wire",
        "2024-01-02",
        "Port memorandum signed. Abiy Ahmed and Muse Bihi Abdi signed a memorandum on the port on "
        "Monday.",
    )
    port.claim(
        EventType.SIGNING,
        "Abiy Ahmed and Muse Bihi Abdi signed a memorandum on the port on Monday",
        person("Abiy Ahmed", "ETH", Role.SIGNATORY, title="Prime Minister"),
        person("Muse Bihi Abdi", "SML", Role.SIGNATORY, title="President"),
        time=on("2024-01-01", "on Monday"),
        place=ADDIS,
        instrument=instrument(
            "memorandum on the port", InstrumentKind.MEMORANDUM, "2024-01-01", "ETH", "SML"
        ),
        topics=("transport",),
    )

    fort = Reading(
        "https://press.example/bregancon",
        "Example Press Service",
        "2019-08-12",
        "To be received. Emmanuel Macron will receive Vladimir Putin at Brégançon on 19 August.",
    )
    fort.claim(
        EventType.MEETING,
        "Emmanuel Macron will receive Vladimir Putin at Brégançon on 19 August",
        person("Emmanuel Macron", "FRA", Role.HOST, title="President"),
        person(*putin, title="President"),
        time=on("2019-08-19", "on 19 August"),
        place=BREGANCON,
        status=Status.PLANNED,
    )
    treaty = Reading(
        "https://wire.example/treaty",
        "Example Wire",
        "2019-06-03",
        "Treaty in force. France ratified the rail treaty with Russia in May. The rail treaty, "
        "which replaces the Tilsit Treaty, entered into force on 1 June. Emmanuel Macron told "
        "Vladimir Putin that “the first train leaves tonight” and invited Vladimir Putin to "
        "Paris. On 29 May the ambassador Li Na presented her letters of credence to Emmanuel "
        "Macron.",
    )
    rail = dataclasses.replace(
        instrument("rail treaty", InstrumentKind.TREATY, None),
        replaces=MINTER.instrument("Tilsit Treaty", (), None),
    )
    macron = ("Emmanuel Macron", "FRA")
    treaty.claim(
        EventType.RATIFICATION,
        "France ratified the rail treaty with Russia in May",
        Participant(polity("FRA")),
        time=on("2019-05", "in May"),
        instrument=rail,
        step=InstrumentStep.RATIFIED,
    )
    treaty.claim(
        EventType.ENTRY_INTO_FORCE,
        "entered into force on 1 June",
        time=on("2019-06-01", "on 1 June"),
        instrument=rail,
        step=InstrumentStep.IN_FORCE,
    )
    treaty.claim(
        EventType.STATEMENT,
        "Emmanuel Macron told Vladimir Putin that “the first train leaves tonight”",
        person(*macron, Role.SPEAKER, title="President"),
        person(*putin, Role.ADDRESSEE, title="President"),
        topics=("transport",),
        quotation="the first train leaves tonight",
    )
    treaty.claim(
        EventType.INVITATION,
        "invited Vladimir Putin to Paris",
        person(*macron, Role.SPEAKER, title="President"),
        person(*putin, Role.ADDRESSEE, title="President"),
    )
    treaty.claim(
        EventType.CREDENTIALS,
        "On 29 May the ambassador Li Na presented her letters of credence to Emmanuel Macron",
        person(*macron, Role.HOST, title="President"),
        person("Li Na", "CHN", title="Ambassador"),
        time=on("2019-05-29", "On 29 May"),
    )
    treaty.instruments.append(
        InstrumentMention(
            instrument("Tilsit Treaty", InstrumentKind.TREATY, None),
            InstrumentRelation.MENTIONED,
            treaty.quote("replaces the Tilsit Treaty"),
        )
    )
    weekly = Reading(
        "https://weekly.example/sochi",
        "Example Weekly",
        "2019-10-26",
        "The week. On Wednesday Vladimir Putin and Recep Tayyip Erdogan conferred in Sochi.",
    )
    weekly.claim(
        EventType.MEETING,
        "On Wednesday Vladimir Putin and Recep Tayyip Erdogan conferred in Sochi",
        person(*putin, title="President"),
        person(*erdogan, title="President"),
        time=on("2019-10-23", "On Wednesday"),
        place=SOCHI,
    )
    announced = Reading(
        "https://wire.example/copenhagen",
        "Example Wire",
        "2019-07-31",
        "A state visit. Donald Trump will visit Denmark on 2 September.",
    )
    announced.claim(
        EventType.VISIT,
        "Donald Trump will visit Denmark on 2 September",
        person("Donald Trump", "USA", Role.VISITOR, title="President"),
        Participant(polity("DNK"), (Role.HOST,)),
        time=on("2019-09-02", "on 2 September"),
        status=Status.PLANNED,
    )
    readings = (wire, daily, sochi, ohrid, called_off, neom, port, fort, treaty, weekly, announced)
    return [reading.extraction() for reading in readings]


def judgements() -> list[Judgement]:
    """What two readers judged of the persons in these articles; one thought better of it."""
    made = dt.datetime(2019, 6, 3, 9, 30, tzinfo=dt.timezone.utc)
    putin, assad = MINTER.person("Vladimir Putin", "RUS"), MINTER.person("Bashar al-Assad", "SYR")
    kotzias = MINTER.person("Nikos Kotzias", "GRC")
    dimitrov = MINTER.person("Nikola Dimitrov", "MKD")
    reason = "The one is president of Russia, the other of Syria."
    unlike = Judgement.of(
        Kind.PERSON, (putin, ()), (assad, ()), Verdict.DIFFERENT, "Tom Hale", made, reason
    )
    doubt = Judgement.of(
        Kind.PERSON, (kotzias, ()), (dimitrov, ()), Verdict.UNSURE, "Ana Reyes", made
    )
    return [unlike, doubt.withdraw(Withdrawal("Ana Reyes", made + dt.timedelta(days=1)))]
