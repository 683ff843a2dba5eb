"""The blocks every paper is put together from: kop, titles, konsiderans, signatures, lampiran."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tools.draft_templates.wml import (
    LANDSCAPE,
    PORTRAIT,
    Cell,
    Page,
    Row,
    each,
    p,
    table,
    tag_row,
    when,
)

GREY = "F2F2F2"
_JARAK = p("", "Musren Jarak")


def kop() -> str:
    """The letterhead with its double rule."""
    return (
        each("baris in kop.induk", p("{{ baris|kapital }}", "Musren Kop 1"))
        + p("{{ kop.instansi|kapital }}", "Musren Kop 2")
        + when("kop.kode", p("Kode Wilayah : {{ kop.kode }}", "Musren Kop Kode"))
        + p("{{ kop.alamat }}", "Musren Kop Alamat")
    )


def judul(*lines: str) -> str:
    return "".join(p(line, "Musren Judul") for line in lines)


NOMOR = "{% if nomor %}{{ nomor }}{% else %}(diisi saat diterbitkan){% endif %}"

NOMOR_KALIMAT = NOMOR.replace("{{ nomor }}", "{{ nomor|dalam_kalimat }}")


def pukul(prefix: str = "") -> str:
    """From when to when; `prefix` is the group the facts are in, such as ``musyawarah.``."""
    return (
        f"pukul {{{{ {prefix}jam_mulai|jam }}}} sampai dengan {{{{ {prefix}jam_selesai|jam }}}} "
        f"{{{{ {prefix}zona_waktu }}}}"
    )


def pairs(
    rows: Sequence[tuple[str, str]], label: float = 46, style: str = "Musren Sel Kiri"
) -> str:
    """Label : value, without lines."""
    widths = (label, 4, PORTRAIT.width - label - 4)
    return table(widths, "Musren Tabel Polos", [_pair(*row, style) for row in rows])


def _pair(name: str, value: str, style: str = "Musren Sel Kiri") -> Row:
    return Row([Cell(name, style), Cell(":", style), Cell(value, style)])


def pimpinan(m: str) -> str:
    """Who led the meeting, from which element they came, and who spoke (Form.1 part B)."""
    rows = [
        _pair("Pimpinan musyawarah", f"{{{{ {m}.pimpinan_nama }}}} ({{{{ {m}.pimpinan_unsur }}}})"),
        _pair("Notulis", f"{{{{ {m}.notulis_nama }}}} ({{{{ {m}.notulis_unsur }}}})"),
        tag_row(f"for n in {m}.narasumber", 3),
        _pair("Narasumber {{ loop.index }}", "{{ n.nama }} ({{ n.unsur }})"),
        tag_row("endfor", 3),
        tag_row(f"if {m}.undangan_nomor", 3),
        _pair(
            "Surat undangan",
            f"Nomor {{{{ {m}.undangan_nomor }}}}{{% if {m}.undangan_tanggal %}} tanggal "
            f"{{{{ {m}.undangan_tanggal|tanggal }}}}{{% endif %}}",
        ),
        tag_row("endif", 3),
    ]
    return table((46, 4, 115), "Musren Tabel Polos", rows) + _JARAK


def cara_putusan(m: str) -> str:
    return p(
        f'Keputusan diambil {{% if {m}.cara_putusan == "voting" %}}melalui pemungutan suara dengan'
        f" hasil {{{{ {m}.suara_setuju|angka }}}} suara setuju, {{{{ {m}.suara_tidak|angka }}}}"
        f" suara tidak setuju, dan {{{{ {m}.suara_abstain|angka }}}} suara abstain"
        "{% else %}secara musyawarah untuk mufakat{% endif %}."
    ) + when(f"{m}.catatan", p(f"Catatan: {{{{ {m}.catatan }}}}"))


def konsiderans(*, memperhatikan: bool = True, further: str = "") -> str:
    """Menimbang with letters, Mengingat and Memperhatikan with figures.

    `further` is what the paper itself adds at the end of Memperhatikan.
    """
    widths = (36, 4, 10, PORTRAIT.width - 50)
    rows = [
        *_reasons("Menimbang", "menimbang", "{{ loop.index|huruf }}.", ";"),
        *_reasons("Mengingat", "mengingat", "{{ loop.index }}.", _CLOSING),
    ]
    if memperhatikan:
        rows += _regarding(further)
    return table(widths, "Musren Tabel Polos", rows)


_CLOSING = "{% if loop.last %}.{% else %};{% endif %}"


def _reasons(label: str, facts: str, mark: str, closing: str) -> list[Row]:
    first = "{%% if loop.first %%}%s{%% endif %%}"
    cells = [
        Cell(first % label, "Musren Sel Kiri"),
        Cell(first % ":", "Musren Sel Kiri"),
        Cell(mark, "Musren Sel Kiri"),
        Cell("{{ butir|tanpa_tanda|dalam_kalimat }}" + closing, "Musren Sel"),
    ]
    return [tag_row(f"for butir in {facts}", 4), Row(cells), tag_row("endfor", 4)]


def _regarding(further: str) -> list[Row]:
    """Memperhatikan; one item alone has no number and no room for one."""
    left, label = "Musren Sel Kiri", "Memperhatikan"
    numbered = _reasons(label, "memperhatikan", "{{ loop.index }}.", ";" if further else _CLOSING)
    if further:
        number = "{{ (memperhatikan|banyaknya if memperhatikan else 0) + 1 }}."
        own = [Cell("", left), Cell("", left), Cell(number, left), Cell(further, "Musren Sel")]
        return [*numbered, Row(own)]
    words = Cell("{{ butir|tanpa_tanda|dalam_kalimat }}.", "Musren Sel", span=2)
    return [
        tag_row("if memperhatikan|banyaknya == 1", 4),
        tag_row("for butir in memperhatikan", 4),
        Row([Cell(label, left), Cell(":", left), words]),
        tag_row("endfor", 4),
        tag_row("else", 4),
        *numbered,
        tag_row("endif", 4),
    ]


def menetapkan(words: str) -> str:
    """What is determined, where no dictum but articles follow."""
    return table((36, 4, PORTRAIT.width - 40), "Musren Tabel Polos", [_pair("Menetapkan", words)])


def dictums(menetapkan: str, first: str = "") -> str:
    """MEMUTUSKAN, Menetapkan, KESATU and so on; `first` ends what KESATU says."""
    ending = f"{{% if loop.first %}}{first}{{% endif %}}" if first else ""
    cells = [
        Cell("{{ loop.index|diktum }}", "Musren Sel Kiri"),
        Cell(":", "Musren Sel Kiri"),
        Cell(f"{{{{ butir|tanpa_tanda }}}}{ending}.", "Musren Sel"),
    ]
    rows = [
        Row(
            [
                Cell("Menetapkan", "Musren Sel Kiri"),
                Cell(":", "Musren Sel Kiri"),
                Cell(menetapkan, "Musren Sel"),
            ]
        ),
        tag_row("for butir in diktum", 3),
        Row(cells),
        tag_row("endfor", 3),
    ]
    return p("MEMUTUSKAN:", "Musren Judul Tengah") + table(
        (36, 4, PORTRAIT.width - 40), "Musren Tabel Polos", rows
    )


@dataclass(frozen=True)
class Signer:
    """One who signs: `facts` holds jabatan, nama, pangkat and nip; `lead` stands above."""

    facts: str
    lead: str = ""


def _signing(cells: Sequence[Signer | None], spans: Sequence[int]) -> list[Row]:
    """Rows of a signature block; names stand in one line however long the titles are."""

    def row(make: Callable[[Signer], Cell], height: float = 0) -> Row:
        empty = Cell("", "Musren Ttd")
        made = [make(who) if who else empty for who in cells]
        return Row([replace(c, span=n) for c, n in zip(made, spans, strict=True)], height=height)

    return [
        row(lambda who: Cell(who.lead, "Musren Ttd")),
        row(lambda who: Cell(f"{{{{ {who.facts}.jabatan|kapital }}}},", "Musren Ttd")),
        row(lambda _: Cell("", "Musren Ttd"), height=20),
        row(
            lambda who: Cell(
                f"{{{{ {who.facts}.nama }}}}",
                "Musren Ttd Nama",
                more=_rank(who.facts, "Musren Ttd"),
            )
        ),
    ]


def _rank(facts: str, style: str) -> str:
    """Rank and NIP, for those who have them."""
    return when(f"{facts}.pangkat", p(f"{{{{ {facts}.pangkat }}}}", style)) + when(
        f"{facts}.nip", p(f"NIP {{{{ {facts}.nip }}}}", style)
    )


def ttd(right: Signer | None, left: Signer | None = None, page: Page = PORTRAIT) -> str:
    """One signer at the right, one at the left, or two side by side; kept on one page."""
    half = page.width / 2
    return _KEEP + table((half, half), "Musren Tabel Polos", _signing((left, right), (1, 1)))


_KEEP = p("", "Musren Jarak Ttd")


def ttd_with_wakil(right: Signer, left: Signer, title: str, facts: str) -> str:
    """Two officials and, in the same table so that nothing parts them, the representatives."""
    style = "Musren Ttd Baris"
    heads = [
        Cell(text, "Musren Ttd Kepala", shade=GREY, ruled=True)
        for text in ("No.", "Nama", "Unsur", "Alamat")
    ]
    heads.append(Cell("Tanda Tangan", "Musren Ttd Kepala", span=2, shade=GREY, ruled=True))
    heads[2] = replace(heads[2], span=2)
    cells = [
        Cell("{{ loop.index }}.", "Musren Ttd Tengah", ruled=True),
        Cell("{{ w.nama }}", style, ruled=True),
        Cell("{{ w.unsur }}", style, span=2, ruled=True),
        Cell("{{ w.alamat }}", style, ruled=True),
        *(replace(cell, ruled=True) for cell in staggered(style)),
    ]
    rows = [
        *_signing((left, right), (3, 4)),
        Row([Cell(title, "Musren Ttd Judul", span=7)]),
        Row(heads),
        tag_row(f"for w in {facts}", 7),
        Row(cells, height=11),
        tag_row("endfor", 7),
    ]
    return _KEEP + table((11, 45, 26.5, 8.5, 30, 22, 22), "Musren Tabel Polos", rows)


def ttd_with_group(right: Signer, title: str, facts: str, page: Page) -> str:
    """One official and, in the same table so that nothing parts them, those of the group."""
    style, half = "Musren Ttd Baris", 40
    heads = [
        Cell(text, "Musren Ttd Kepala", shade=GREY, ruled=True)
        for text in ("No.", "Nama", "Sebagai")
    ]
    heads.append(Cell("Tanda Tangan", "Musren Ttd Kepala", span=2, shade=GREY, ruled=True))
    cells = [
        Cell("{{ loop.index }}.", "Musren Ttd Tengah", ruled=True),
        Cell("{{ w.nama }}", style, ruled=True),
        Cell("{{ w.jabatan }}", style, ruled=True),
        *(replace(cell, ruled=True) for cell in staggered(style)),
    ]
    rows = [
        *_signing((None, right), (3, 2)),
        Row([Cell(title, "Musren Ttd Judul", span=5)]),
        Row(heads),
        tag_row(f"for w in {facts}", 5),
        Row(cells, height=11),
        tag_row("endfor", 5),
    ]
    columns = (11, 80, page.width - 11 - 80 - 2 * half, half, half)
    return _KEEP + table(columns, "Musren Tabel Polos", rows)


def sign_row(columns: Sequence[float], who: str, lead: str = "") -> Row:
    """The signer of a lampiran, as the last row of its matrix: never alone on a page."""
    first, room = len(columns), 0.0
    while room < SIGN_WIDTH:
        first -= 1
        room += columns[first]
    bare = ("left", "bottom", "right")
    signed = Cell(
        f"{lead}{{{{ {who}.jabatan|kapital }}}},",
        "Musren Ttd Lampiran",
        span=len(columns) - first,
        bare=bare,
        more=p(f"{{{{ {who}.nama }}}}", "Musren Ttd Nama Lampiran")
        + _rank(who, "Musren Ttd Pangkat Lampiran"),
    )
    return Row([Cell("", "Musren Ttd Lampiran", span=first, bare=bare), signed])


SIGN_WIDTH = 70
SIGN_PAIR_WIDTH = 95


def sign_pair(columns: Sequence[float], left: Signer | None, right: Signer) -> list[Row]:
    """One or two signers of a matrix, as its last rows: never alone on a page."""
    ends = [_reach(columns, SIGN_PAIR_WIDTH), _reach(columns[::-1], SIGN_PAIR_WIDTH)]
    spans = (ends[0], len(columns) - sum(ends), ends[1])
    signers = (left, None, right)
    upper = [_sign_title(who) if who else "" for who in signers]
    lower = [f"{{{{ {who.facts}.nama }}}}" if who else "" for who in signers]
    ranks = [_rank(who.facts, RANK) if who else "" for who in signers]
    style, names = "Musren Ttd Lampiran", "Musren Ttd Nama Lampiran"
    bare = ("left", "right")
    return [
        Row(
            [
                Cell(t, style, span=n, bare=(*bare, "bottom"))
                for t, n in zip(upper, spans, strict=True)
            ]
        ),
        Row(
            [
                Cell(t, names, span=n, bare=(*bare, "top", "bottom"), more=more)
                for t, n, more in zip(lower, spans, ranks, strict=True)
            ]
        ),
    ]


RANK = "Musren Ttd Pangkat Lampiran"


def _sign_title(who: Signer) -> str:
    return f"{who.lead}\n{{{{ {who.facts}.jabatan|kapital }}}},"


def _reach(columns: Sequence[float], room: float) -> int:
    """How many columns from the start it takes to have that much room."""
    reached, count = 0.0, 0
    while reached < room:
        reached += columns[count]
        count += 1
    return count


def place_and_date() -> str:
    return "{{ tempat_surat }}, {{ tanggal_surat|tanggal }}"


def ditetapkan(who: str) -> str:
    """Ditetapkan di / pada tanggal / the one who decides."""
    lead = "Ditetapkan di {{ tempat_surat }}\npada tanggal {{ tanggal_surat|tanggal }}"
    return ttd(Signer(who, lead))


def staggered(style: str) -> list[Cell]:
    """Two halves of a signature column: odd numbers left, even ones right."""
    return [
        Cell(
            f"{{% if loop.index is {turn} %}}{{{{ loop.index }}}}.{{% endif %}}",
            style,
            bare=(side,),
        )
        for turn, side in (("odd", "right"), ("even", "left"))
    ]


def tembusan() -> str:
    return when(
        "tembusan|banyaknya",
        p("Tembusan:", "Musren Tembusan Judul"),
        each(
            "butir in tembusan",
            p(
                "{{ butir|tanpa_tanda }}{% if loop.last %}.{% else %};{% endif %}",
                "Musren Tembusan",
            ),
        ),
    )


def lampiran(mark: str, paper: str, page: Page = LANDSCAPE) -> str:
    """Head of a lampiran, at the top right."""
    style = "Musren Lampiran"
    rows = [
        Row([Cell(name, style), Cell(":", style), Cell(value, style)])
        for name, value in (
            (mark, paper),
            ("NOMOR", NOMOR),
            ("TANGGAL", "{{ tanggal_surat|tanggal }}"),
        )
    ]
    widths = (26, 4, 122) if page is LANDSCAPE else (24, 4, 102)
    return table(widths, "Musren Tabel Polos", rows, align="right") + p("", "Musren Garis Lampiran")


def judul_lampiran(*lines: str) -> str:
    return "".join(p(line, "Musren Judul Lampiran") for line in lines) + _JARAK


def sub_judul(text: str) -> str:
    return p(text, "Musren Sub Judul Lampiran")
