"""The school's children: who they are, where they sit, and what is known of them."""

# ruff: noqa: PLR2004 - the numbers shape an invented school and mean nothing elsewhere
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from demo_school import names
from demo_school.chance import Chance

TODAY: Final = date(2026, 11, 23)
CLASSES: Final = {  # class -> children of each year group in it, November 2026
    "Acorn": {"R": 26},
    "Beech": {"1": 15, "2": 12},
    "Cedar": {"1": 14, "2": 12},
    "Elm": {"3": 15, "4": 13},
    "Hazel": {"3": 15, "4": 13},
    "Maple": {"5": 15, "6": 13},
    "Oak": {"5": 15, "6": 13},
}
INFANTS: Final = ("R", "1", "2")
"""Years of the former infant school."""

_ALPHABET: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
_INFANT_ESTAB, _OTHER_ESTABS = "9991", ("9995", "9996", "9997")


@dataclass(frozen=True)
class Child:
    """One child. ``year`` and ``class_`` are November 2026's, ``was`` the class of July 2026."""

    upn: str
    surname: str
    forename: str
    known_as: str
    born: date
    sex: str
    year: str
    class_: str
    was: str
    admission_no: str
    premium: bool
    fsm: bool
    ever_6: bool
    service: bool
    looked_after: bool
    send: str
    eal: bool
    joined: date
    left: date | None
    ability: float
    bent: tuple[float, float, float]  # reading, writing, maths against ability
    trend: float  # a half-term
    attending: float  # share of sessions
    effort: float

    @property
    def called(self) -> str:
        """Give the forename that everybody uses."""
        return self.known_as or self.forename

    @property
    def full(self) -> str:
        """Give the name as the school says it."""
        return f"{self.called} {self.surname}"

    @property
    def last_year(self) -> str:
        """Give the year group of 2025-26; empty where there was none."""
        years = ("", "R", "1", "2", "3", "4", "5", "6")
        return years[years.index(self.year) - 1]

    def on_roll(self, on: date) -> bool:
        """Whether the child is on roll that day."""
        return self.joined <= on and (self.left is None or self.left > on)


@dataclass(frozen=True)
class Fixed:
    """A child whose name (and perhaps more) is chosen by hand."""

    class_: str
    year: str
    sex: str
    forename: str
    surname: str
    known_as: str = ""


FIXED: Final = (
    # Two of one name in one class, and one name in two classes.
    Fixed("Hazel", "3", "F", "Zara", "Hussain"),
    Fixed("Hazel", "4", "F", "Zara", "Hussain"),
    Fixed("Beech", "2", "M", "Oscar", "Ratcliffe"),
    Fixed("Maple", "5", "M", "Oscar", "Ratcliffe"),
    # Alike only once the known-as name is used.
    Fixed("Cedar", "1", "F", "Isabella", "Kendrick", "Bella"),
    Fixed("Cedar", "2", "F", "Annabelle", "Kendrick", "Bella"),
    # Long names, and letters that Windows-1252 lacks (infants only: Bromcom and Arbor hold them).
    Fixed("Oak", "6", "M", "Maximilian", "Castlereagh-Wolstenholme"),
    Fixed("Maple", "6", "F", "Anastasia", "Fitzwilliam-Ravenscroft"),
    Fixed("Acorn", "R", "F", "Thị Hương", "Nguyễn", "Hương"),
    Fixed("Acorn", "R", "M", "Łukasz", "Błaszczyk"),
    Fixed("Acorn", "R", "M", "Ngũgĩ", "Kamau"),
    Fixed("Beech", "1", "F", "Ayşe", "Yıldız"),  # noqa: RUF001 - a Turkish name
    Fixed("Beech", "1", "M", "Ștefan", "Dumitrescu"),
    Fixed("Cedar", "1", "F", "Zofia", "Dąbrowska"),
    Fixed("Cedar", "2", "M", "Minh Anh", "Trần"),
    Fixed("Cedar", "2", "F", "Kasia", "Żukowska"),
    # Apostrophes, a small letter in front, three words.
    Fixed("Elm", "4", "M", "Tadhg", "O'Shaughnessy"),
    Fixed("Oak", "5", "M", "Iestyn", "ap Gwilym"),
    Fixed("Elm", "3", "F", "Zoë", "Micklethwaite"),
    Fixed("Hazel", "4", "F", "Siân", "Llewellyn"),
    Fixed("Maple", "5", "F", "Aoife", "O'Donoghue"),
    Fixed("Oak", "6", "F", "Renée", "Leclère"),
    Fixed("Elm", "4", "M", "Håkon", "Jørgensen"),
    Fixed("Oak", "5", "F", "Temilola", "Armitage-Oyelaran", "Temi"),
    Fixed("Maple", "6", "M", "Alexander", "Papadopoulos", "Alex"),
    Fixed("Hazel", "3", "F", "Theodora", "Georgiou", "Thea"),
    Fixed("Beech", "2", "M", "Mohammed Yusuf", "Siddiqui", "Yusuf"),
    # Brothers and sisters.
    *(
        Fixed(class_, year, sex, forename, surname)
        for surname, family in {
            "Okonkwo": (("Acorn", "R", "F", "Adaeze"), ("Elm", "4", "M", "Emeka")),
            "Thistlethwaite": (("Beech", "1", "F", "Elsie"), ("Oak", "5", "M", "Wilfred")),
            "Chaudhry": (("Cedar", "2", "M", "Bilal"), ("Hazel", "3", "F", "Maryam")),
            "Hardcastle": (("Elm", "3", "M", "Ronnie"), ("Maple", "6", "F", "Lexi")),
            "McGonigle": (("Acorn", "R", "M", "Cillian"), ("Beech", "2", "F", "Orla")),
            "Dhaliwal": (("Cedar", "1", "M", "Manraj"), ("Oak", "6", "F", "Jasleen")),
            "Winstanley": (("Hazel", "4", "M", "George"), ("Maple", "5", "F", "Martha")),
            "Obafemi": (("Acorn", "R", "M", "Tunde"), ("Cedar", "2", "F", "Folasade")),
            "Kowalska": (("Beech", "1", "F", "Maja"), ("Elm", "4", "F", "Lena")),
        }.items()
        for class_, year, sex, forename in family
    ),
    Fixed("Maple", "5", "M", "Reuben", "Hathersage"),
    Fixed("Maple", "5", "F", "Keziah", "Hathersage"),  # twins
)
TWINS: Final = ("Hathersage",)


def check_letter(twelve: str) -> str:
    """Give the check letter of a UPN's other twelve characters (values times places, mod 23)."""
    values = ((_ALPHABET + "0123456789").index(c) if c in _ALPHABET else int(c) for c in twelve)
    return _ALPHABET[sum(value * place for place, value in enumerate(values, 2)) % 23]


def _first_september(year: str) -> date:
    """Give the first school day in Reception of today's year group."""
    started = 2026 - (0 if year == "R" else int(year))
    return date(
        started, 9, {2026: 7, 2025: 2, 2024: 4, 2023: 5, 2022: 5, 2021: 3, 2020: 3}[started]
    )


def _junior_start(year: str) -> date:
    """Give the first day at the junior school (Year 3) of today's year group."""
    return _first_september(str(int(year) - 3))


NEWCOMERS: Final = {  # (class, place among the children of its year by name) -> joined
    ("Beech", "2", 4): date(2026, 9, 7),
    ("Hazel", "4", 2): date(2026, 9, 7),
    ("Oak", "6", 6): date(2026, 9, 7),
    ("Cedar", "1", 5): date(2026, 11, 2),
    ("Elm", "3", 9): date(2026, 11, 9),
    ("Maple", "5", 3): date(2026, 11, 2),
    ("Oak", "6", 9): date(2026, 11, 16),
}
NO_UPN_YET: Final = ("Oak", "6", 9)
LEAVERS: Final = (("Elm", "4", date(2026, 10, 23)), ("Beech", "1", date(2026, 11, 13)))


def children() -> tuple[Child, ...]:
    """Make every child on roll in 2026-27, leavers too, by class, year group and name."""
    chance = Chance(20261123)
    named = _named(chance)
    serial: dict[str, int] = {}
    admission = {"infant": 411, "junior": 1208}
    made = []
    for year in ("6", "5", "4", "3", "2", "1", "R"):
        for fixed, left, origin in sorted(
            (n for n in named if n[0].year == year), key=lambda n: (n[0].surname, n[0].forename)
        ):
            made.append(_child(chance, fixed, left, origin, serial=serial, admission=admission))
    made.sort(key=lambda c: (c.class_, c.year != "R", c.year, c.surname, c.forename))
    return tuple(_newcomers(chance, _particular(made)))


def _named(chance: Chance) -> list[tuple[Fixed, date | None, str]]:
    """Name every place in every class; nobody by accident has another's full name or surname."""
    forenames = {
        sex: {origin: chance.shuffled(text.split()) for origin, text in lists.items()}
        for sex, lists in (("F", names.GIRLS), ("M", names.BOYS))
    }
    surnames = {origin: chance.shuffled(text.split()) for origin, text in names.SURNAMES.items()}
    taken = {fixed.surname for fixed in FIXED}
    surnames = {o: [s for s in some if s not in taken] for o, some in surnames.items()}
    in_class: dict[str, set[str]] = {}
    for fixed in FIXED:
        in_class.setdefault(fixed.class_, set()).add(fixed.known_as or fixed.forename)

    def one(class_: str, year: str) -> tuple[Fixed, str]:
        sex = "F" if chance.whether(0.49) else "M"
        draw, origin = chance.unit(), "british"
        for origin, share in names.ORIGINS:
            draw -= share
            if draw < 0 and surnames[origin]:
                break
        else:
            origin = "british"
        surname = surnames[origin].pop()
        first = "british" if origin == "celtic" and chance.whether(0.4) else origin
        pool = forenames[sex][first]
        here = in_class.setdefault(class_, set())
        forename = next((name for name in pool if name not in here), None)
        if forename is None:
            pool = forenames[sex]["british"]
            forename = next(name for name in pool if name not in here)
        pool.remove(forename)
        pool.append(forename)  # used again only when the rest have been
        here.add(forename)
        return Fixed(class_, year, sex, forename, surname), origin

    out: list[tuple[Fixed, date | None, str]] = []
    for class_, years in CLASSES.items():
        for year, count in years.items():
            mine = [f for f in FIXED if (f.class_, f.year) == (class_, year)]
            out += [(fixed, None, "fixed") for fixed in mine]
            out += [(f, None, o) for f, o in (one(class_, year) for _ in range(count - len(mine)))]
    for class_, year, left in LEAVERS:
        fixed, origin = one(class_, year)
        out.append((fixed, left, origin))
    return out


_EAL_SHARE: Final = {
    "british": 0.0,
    "celtic": 0.0,
    "muslim": 0.4,
    "indian": 0.25,
    "african": 0.15,
    "polish": 0.8,
    "european": 0.4,
    "asian": 0.5,
    "fixed": 0.0,
}
_EAL_FIXED: Final = frozenset(
    (
        "Nguyễn",
        "Błaszczyk",
        "Yıldız",  # noqa: RUF001 - a Turkish name
        "Dumitrescu",
        "Dąbrowska",
        "Trần",
        "Żukowska",
        "Siddiqui",
        "Jørgensen",
        "Kowalska",
    )
)


def _child(
    chance: Chance,
    fixed: Fixed,
    left: date | None,
    origin: str,
    *,
    serial: dict[str, int],
    admission: dict[str, int],
) -> Child:
    year = fixed.year
    infant = year in INFANTS
    entry = 26 - (0 if year == "R" else int(year))
    estab = _INFANT_ESTAB if chance.whether(0.9) else chance.pick(_OTHER_ESTABS)
    number = serial[estab + str(entry)] = serial.get(estab + str(entry), 0) + 1
    twelve = f"999{estab}{entry:02}{number:03}"
    office = "infant" if infant else "junior"
    admission[office] += 1
    born = date(2021 - (0 if year == "R" else int(year)), 9, 1) + timedelta(chance.between(0, 364))
    premium = chance.whether(0.21)
    fsm = premium and chance.whether(0.8)
    service = chance.whether(0.012)
    draw = chance.unit()
    send = "E" if draw < 0.035 else "K" if draw < 0.17 else "N"
    eal = chance.whether(_EAL_SHARE[origin]) or fixed.surname in _EAL_FIXED
    ability = chance.normal() * 0.85 - 0.25 * premium - {"N": -0.15, "K": 0.85, "E": 1.7}[send]
    attending = min(
        0.998, 0.963 - 0.018 * premium - 0.008 * (send != "N") + chance.normal() * 0.022
    )
    if chance.whether(0.06):
        attending -= 0.05 + 0.05 * chance.unit()
    effort = chance.normal()
    trend = (
        0.03
        + 0.05 * chance.normal()
        + 1.6 * min(0.0, attending - 0.93)
        + 0.05 * min(0.0, effort + 0.6)
    )
    return Child(
        upn=check_letter(twelve) + twelve,
        surname=fixed.surname,
        forename=fixed.forename,
        known_as=fixed.known_as,
        born=born,
        sex=fixed.sex,
        year=year,
        class_=fixed.class_,
        was=_was(chance, fixed),
        admission_no=f"{admission[office]:06}",
        premium=premium or service,
        fsm=fsm,
        ever_6=premium,
        service=service,
        looked_after=False,
        send=send,
        eal=eal,
        joined=_first_september(year) if infant or year == "3" else _junior_start(year),
        left=left,
        ability=ability,
        bent=(chance.normal() * 0.42, chance.normal() * 0.42 - 0.12, chance.normal() * 0.5),
        trend=trend,
        attending=attending,
        effort=effort,
    )


def _was(chance: Chance, fixed: Fixed) -> str:
    """Give the class of July 2026: children stay two years in a mixed-age class."""
    below = {"1": ("Acorn",), "3": ("Beech", "Cedar"), "5": ("Elm", "Hazel")}
    if fixed.year == "R":
        return ""
    return chance.pick(below[fixed.year]) if fixed.year in below else fixed.class_


def _particular(made: list[Child]) -> list[Child]:
    """Set by hand what the demo must show: see tests/demo/expected.json."""
    by_name: dict[str, Child] = {}
    for child in made:
        by_name.setdefault(f"{child.class_} {child.full}", child)

    def change(key: str, **what: object) -> None:
        old = by_name[key]
        made[made.index(old)] = replace(old, **what)  # type: ignore[arg-type]

    twins = [c for c in made if c.surname in TWINS]
    change(f"Maple {twins[1].full}", born=twins[0].born)
    change("Hazel Siân Llewellyn", looked_after=True, premium=True, fsm=False, ever_6=False)
    change("Oak Iestyn ap Gwilym", service=True, premium=True, fsm=False, ever_6=False)
    # A high attainer who has stopped moving, and a child with a plan who is doing very well.
    change(
        "Maple Anastasia Fitzwilliam-Ravenscroft",
        send="N", premium=False, fsm=False, ever_6=False, ability=1.6, bent=(0.1, 0.0, 0.1),
        trend=-0.06, attending=0.985, effort=-0.9,
    )  # fmt: skip
    change(
        "Elm Tadhg O'Shaughnessy",
        send="E", ability=-1.5, bent=(0.1, -0.2, 0.2), trend=0.12, attending=0.97, effort=1.5,
    )  # fmt: skip
    # Exactly 90 per cent: see history.attendance.
    change("Elm Zoë Micklethwaite", attending=0.9, ability=-0.3, trend=-0.05, send="N")
    change("Beech Oscar Ratcliffe", attending=0.9, ability=0.2, send="N")
    return made


def _newcomers(chance: Chance, made: list[Child]) -> list[Child]:
    """Give some children a later first day, and one of them no UPN of their own yet."""
    fixed = {(f.forename, f.surname) for f in FIXED}
    out = list(made)
    for (class_, year, place), joined in NEWCOMERS.items():
        free = [
            child
            for child in made
            if (child.class_, child.year) == (class_, year)
            and (child.forename, child.surname) not in fixed
            and child.left is None
        ]
        child = free[place % len(free)]
        twelve = child.upn[1:4] + chance.pick(_OTHER_ESTABS) + child.upn[8:]
        if (class_, year, place) == NO_UPN_YET:
            twelve = "99999912601A"
        out[out.index(child)] = replace(
            child, upn=check_letter(twelve) + twelve, was="", joined=joined
        )
    return out
