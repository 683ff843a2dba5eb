"""Invented people and places; any likeness is chance."""

from random import Random

LAKI = (
    "Ahmad", "Bambang", "Darmawan", "Eko", "Fauzan", "Gunawan", "Hasan", "Irwan", "Joko",
    "Kurniawan", "Lukman", "Mulyadi", "Nurdin", "Oman", "Parman", "Rahmat", "Saiful", "Teguh",
    "Usman", "Wahyu", "Yanto", "Zainal", "Agus", "Budi", "Cahyo", "Dedi",
)  # fmt: skip
PEREMPUAN = (
    "Aminah", "Betty", "Citra", "Dewi", "Endang", "Fitri", "Halimah", "Ida", "Juminten",
    "Kartini", "Lestari", "Murni", "Nurhayati", "Okta", "Poniyem", "Ratna", "Siti", "Tuti",
    "Umi", "Wati", "Yuliana", "Zubaidah", "Asih", "Sumiati", "Rohani", "Marlina",
)  # fmt: skip
BELAKANG = (
    "Santoso", "Wijaya", "Hidayat", "Siregar", "Lubis", "Nasution", "Saputra", "Kusuma",
    "Pratama", "Halim", "Ramadhan", "Suharto", "Effendi", "Sulaiman", "Harahap", "Gultom",
    "Setiawan", "Sukri", "Basri", "Maulana", "Tanjung", "Yusuf", "Karim", "Anwar", "Salim",
)  # fmt: skip


class Warga:
    """Gives invented people, no name twice in one village."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.used: set[str] = set()

    def person(self, jk: str) -> str:
        for _ in range(200):
            first = self.chance.choice(LAKI if jk == "L" else PEREMPUAN)
            name = f"{first} {self.chance.choice(BELAKANG)}"
            if name not in self.used:
                self.used.add(name)
                return name
        raise RuntimeError("the supply of invented names is used up")


def extra_village(number: int) -> str:
    """A name for a village beyond the listed ones."""
    first = ("Suka", "Karang", "Sumber", "Tanjung", "Muara", "Bukit", "Air", "Mekar", "Padang")
    last = ("jadi", "asri", "rukun", "sentosa", "barokah", "sejati", "damai", "subur", "elok")
    turn, rest = divmod(number, len(first) * len(last))
    name = f"{first[rest % len(first)]} {last[rest // len(first)].title()}"
    return f"{name} {turn + 1}" if turn else name
