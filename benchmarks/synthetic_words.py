"""The words of the synthetic world: names, subjects of agreements, sentences that tell nothing."""

GIVEN = (
    "Anna Boris Carlos Dmitri Elena Farid Grace Hassan Irina Joseph Karim Laura Mikhail Nadia Omar "
    "Pavel Rosa Sergey Tamara Viktor Yusuf Zeynep Andrey Fatima Kenji Ming Thabo Amina Luis Ingrid "
    "Jelena Marko Oleksandr Sophie Peter Ruth Samuel Timur Valery Wanjiru Yaroslav Akiko Benazir"
).split()
BEGINNINGS = (
    "Al Ba Be Chi Da De Fo Gu Ha Ib Ka Ko La Ma Mi Na Ne Ol Pa Po Ra Ro Sa Shi Ta Va Wi Za"
).split()
ENDINGS = (
    "dev kova min ley ssen nov rez ski shvili gawa mba oglu rov tani park zadeh lund vic tan"
).split()
SUBJECTS = (
    "fishing rights|air services|visa rules|double taxation|mutual legal aid|student exchange|"
    "water use|border crossings|grain transit|rail freight|customs data|nuclear safety|gas supply|"
    "film co-production|plant health|space research|sister cities|roaming charges|museum loans|"
    "pension rights|pilot training|port access|quarantine|seed trade|timber|tourism|vaccines|wool"
).split("|")

# Sentences that tell nothing, of pieces so short that two articles seldom share five words on end.
FILLERS = tuple(
    tuple(pieces.split("|"))
    for pieces in (
        "Officials|Aides|Diplomats|One adviser|Analysts|A spokesman|Both camps|Journalists|Experts|"
        "Critics|Observers|Insiders|Two envoys|Hosts|Guests|A witness|Staff|Lawyers|Their teams",
        "described|weighed|played down|praised|questioned|noted|feared|welcomed|doubted|summed up|"
        "defended|regretted|explained|passed over|dwelt on|dismissed|hailed|read out|leaked|denied",
        "the pace|a draft|the tone|new tariffs|old debts|a road map|the costs|minor gaps|quotas|"
        "a pipeline|the wording|their budgets|local polls|a ferry line|joint patrols|the weather|"
        "prices|a loan|hopes|a bridge|the agenda|some doubts|harvests|a census|the seating",
        "at length|in private|with care|once more|off the record|in passing|bluntly|on camera|"
        "last|early|in haste|with a smile|twice|without notes|over tea|by the door|at noon",
        "as|while|because|although|before|after|since|whereas|so that|until|where|when|just as",
        "farmers|unions|banks|veterans|students|mayors|exporters|neighbours|donors|nurses|miners|"
        "the opposition|pilots|teachers|fishermen|investors|widows|clerks|dockers|shepherds",
        "wait|protest|insist|hesitate|bargain|stay calm|disagree|celebrate|hold back|watch|pray|"
        "hope for more|march|give in|lose patience|count votes|shrug|ask questions|go home|sing",
    )
)
