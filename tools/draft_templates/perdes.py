"""Peraturan Desa tentang RPJM-Desa, its draft, and the Keputusan BPD between the two."""

from collections.abc import Sequence

from tools.draft_templates import blocks
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import amount
from tools.draft_templates.listing import PERIODE, gap, perubahan
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import PORTRAIT, Cell, Row, p, table, when

_DESA = "{{ wilayah.desa|kapital }}"
_BPD = f"BADAN PERMUSYAWARATAN {_DESA}"
_TENGAH = "Musren Judul Tengah"
_TITIK = "…………………………"
_BA = "Berita Acara Nomor {{ berita_acara.nomor }} tanggal {{ berita_acara.tanggal|tanggal }}"

# One entry per Pasal: the chapter it opens (or nothing), a lead, and its parts with their marks.
_Part = tuple[str, str]
_Pasal = tuple[str, str, Sequence[_Part]]


def _numbered(*texts: str) -> list[_Part]:
    return [(f"({n})", text) for n, text in enumerate(texts, 1)]


_PENGERTIAN = (
    "Desa adalah {{ wilayah.desa }}, {{ wilayah.kecamatan }}, {{ wilayah.kabupaten }}.",
    "Pemerintahan Desa adalah penyelenggaraan urusan pemerintahan oleh Pemerintah Desa dan BPD.",
    "Pemerintah Desa adalah Kepala Desa dan perangkat desa.",
    (
        "Badan Permusyawaratan Desa, selanjutnya disebut BPD, adalah lembaga perwujudan demokrasi "
        "dalam penyelenggaraan pemerintahan Desa."
    ),
    (
        "Lembaga Pemberdayaan Masyarakat Desa, selanjutnya disebut LPMD, adalah lembaga "
        "kemasyarakatan yang membantu Pemerintah Desa dalam merencanakan, melaksanakan, dan "
        "mengendalikan pembangunan."
    ),
    (
        "Musyawarah Perencanaan Pembangunan Desa, selanjutnya disebut Musrenbangdes, adalah forum "
        "musyawarah masyarakat Desa untuk membahas dan menyepakati rencana pembangunan Desa."
    ),
    (
        "Rencana Pembangunan Jangka Menengah Desa, selanjutnya disebut RPJM-Desa, adalah dokumen "
        "perencanaan Desa untuk jangka waktu {{ masa_rpjm }} ({{ masa_rpjm|terbilang }}) tahun "
        "yang memuat arah kebijakan pembangunan Desa, arah kebijakan keuangan Desa, kebijakan "
        "umum, dan program, disertai rencana kerja."
    ),
    (
        "Rencana Kerja Pembangunan Desa, selanjutnya disebut RKP-Desa, adalah dokumen perencanaan "
        "Desa untuk jangka waktu 1 (satu) tahun yang merupakan penjabaran RPJM-Desa."
    ),
    (
        "Anggaran Pendapatan dan Belanja Desa, selanjutnya disebut APB Desa, adalah rencana "
        "keuangan tahunan Pemerintahan Desa."
    ),
)
_SISTEMATIKA = (
    *("Pendahuluan;", "Profil Desa;", "Visi dan Misi;", "Rumusan Prioritas Pembangunan;"),
    *("Arah Kebijakan;", "Program dan Kegiatan Pembangunan; dan", "Penutup."),
)
# Default texts: an office may change them in its own copy of the template.
_ARTICLES: tuple[_Pasal, ...] = (
    (
        "KETENTUAN UMUM",
        "Dalam Peraturan Desa ini yang dimaksud dengan:",
        [(f"{n}.", text) for n, text in enumerate(_PENGERTIAN, 1)],
    ),
    (
        "TATA CARA PENYUSUNAN DAN PENETAPAN",
        "",
        _numbered(
            "Rancangan RPJM-Desa disusun oleh Pemerintah Desa melalui Tim Penyusun yang "
            "dibentuk oleh Kepala Desa, dengan dukungan LPMD.",
            "Rancangan RPJM-Desa disusun berdasarkan potensi, masalah, dan rencana tindakan "
            "hasil pengkajian keadaan Desa serta usulan masyarakat.",
        ),
    ),
    (
        "",
        "",
        _numbered(
            "Rancangan RPJM-Desa dibahas dalam Musrenbangdes yang diselenggarakan khusus untuk "
            "itu.",
            f"Hasil pembahasan dituangkan dalam {_BA}, yang menjadi dasar Peraturan Desa ini.",
        ),
    ),
    (
        "",
        "",
        _numbered(
            "Kepala Desa menyampaikan rancangan Peraturan Desa tentang RPJM-Desa kepada BPD "
            "untuk dibahas dan disepakati bersama dalam Rapat BPD.",
            "Rancangan yang telah disepakati bersama ditetapkan oleh Kepala Desa menjadi "
            "Peraturan Desa.",
        ),
    ),
    (
        "SISTEMATIKA DAN ISI",
        "",
        [
            ("(1)", f"RPJM-Desa Tahun {PERIODE} disusun dengan sistematika:"),
            *(("", f"{'abcdefg'[n]}. {text}") for n, text in enumerate(_SISTEMATIKA)),
            (
                "(2)",
                (
                    "Naskah RPJM-Desa tercantum dalam Lampiran yang merupakan bagian tidak "
                    "terpisahkan dari Peraturan Desa ini."
                ),
            ),
        ],
    ),
    (
        "MEKANISME PENGAMBILAN KEPUTUSAN",
        ("Keputusan dalam pembahasan rancangan RPJM-Desa diambil secara musyawarah untuk mufakat."),
        [],
    ),
    (
        "PELAKSANAAN",
        "",
        _numbered(
            "RPJM-Desa dijabarkan setiap tahun dalam RKP-Desa yang ditetapkan dengan Keputusan "
            "Kepala Desa.",
            "RKP-Desa menjadi pedoman penyusunan APB Desa.",
        ),
    ),
    ("", "Pelaksanaan RPJM-Desa dinilai setiap tahun dalam Musrenbangdes.", []),
    (
        "PERUBAHAN",
        "",
        _numbered(
            "RPJM-Desa dapat ditinjau kembali dan disempurnakan sesuai dengan perkembangan "
            "keadaan Desa.",
            "Perubahan RPJM-Desa dibahas dalam musyawarah Desa dan ditetapkan dengan Peraturan "
            "Desa.",
        ),
    ),
    (
        "KETENTUAN PENUTUP",
        (
            "Hal-hal yang belum cukup diatur dalam Peraturan Desa ini, sepanjang mengenai "
            "pelaksanaannya, diatur lebih lanjut dengan Keputusan Kepala Desa."
        ),
        [],
    ),
    (
        "",
        (
            "Peraturan Desa ini mulai berlaku pada tanggal ditetapkan.\n"
            "Agar setiap orang dapat mengetahuinya, memerintahkan pengundangan Peraturan Desa ini "
            "dengan penempatannya dalam {{ lembaran }} {{ wilayah.desa }}."
        ),
        [],
    ),
)


def rancangan_perdes_rpjm() -> Draft:
    """The draft the Kepala Desa lays before the BPD: unnumbered, marked as such."""
    number = f"NOMOR : ……… TAHUN {_TITIK[:8]}"
    return _perdes("Rancangan Peraturan Desa", number, draft=True)


def perdes_rpjm() -> Draft:
    """Peraturan Desa tentang RPJM-Desa in seven chapters (pnpm.md 3.6)."""
    return _perdes("Peraturan Desa", f"NOMOR : {blocks.NOMOR}", draft=False)


def _perdes(name: str, number: str, *, draft: bool) -> Draft:
    body = (
        (_marked() if draft else "")
        + blocks.judul(
            f"PEMERINTAH {_DESA}",
            "{{ wilayah.kecamatan|kapital }}",
            "{{ wilayah.kabupaten|kapital }}",
        )
        + gap()
        + p(f"PERATURAN {_DESA}", "Musren Bab")
        + blocks.judul(number)
        + p("TENTANG", _TENGAH)
        + blocks.judul("{{ tentang|judul }}")
        + p("DENGAN RAHMAT TUHAN YANG MAHA ESA", _TENGAH)
        + blocks.judul(f"KEPALA {_DESA},")
        + gap()
        + blocks.konsiderans(memperhatikan=False)
        + p("Dengan Persetujuan Bersama", _TENGAH)
        + blocks.judul(_BPD)
        + p("dan", _TENGAH)
        + blocks.judul(f"KEPALA {_DESA}")
        + p("MEMUTUSKAN:", _TENGAH)
        + blocks.menetapkan(f"PERATURAN {_DESA} TENTANG {{{{ tentang|kapital }}}}.")
        + _chapters()
        + _enacted(draft=draft)
        + PORTRAIT.section(last=False)
        + _lampiran(draft=draft)
        + PORTRAIT.section(last=True)
    )
    footer = name if draft else f"{name} Nomor {blocks.NOMOR_KALIMAT}"
    return Draft(f"{name} tentang {{{{ tentang }}}}", footer, body)


def _marked() -> str:
    return p("RANCANGAN", "Musren Rancangan") + p(
        "Rancangan tanggal {{ tanggal_surat|tanggal }}", "Musren Rancangan Tanggal"
    )


def _chapters() -> str:
    chapter, out = 0, ""
    for number, (title, lead, parts) in enumerate(_ARTICLES, 1):
        if title:
            chapter += 1
            roman = ("I", "II", "III", "IV", "V", "VI", "VII")[chapter - 1]
            out += p(f"BAB {roman}", "Musren Bab") + p(title, "Musren Judul")
        out += p(f"Pasal {number}", "Musren Pasal")
        out += "".join(p(line) for line in lead.splitlines()) + _parts(parts)
    return out


def _parts(parts: Sequence[_Part]) -> str:
    if not parts:
        return ""
    rows = []
    for mark, words in parts:
        letter, _, rest = words.partition(" ")
        style = "Musren Sel Kiri"
        cells = (
            [Cell(mark, style), Cell(words, "Musren Sel", span=2)]
            if mark
            else [Cell("", style), Cell(letter, style), Cell(rest, "Musren Sel")]
        )
        rows.append(Row(cells))
    return table((11, 8, PORTRAIT.width - 19), "Musren Tabel Polos", rows)


def _enacted(*, draft: bool) -> str:
    day = _TITIK if draft else "{{ tanggal_surat|tanggal }}"
    lead = f"Ditetapkan di {{{{ tempat_surat }}}}\npada tanggal {day}"
    made = (
        _TITIK
        if draft
        else "{% if tanggal_diundangkan %}{{ tanggal_diundangkan|tanggal }}{% else %}"
        f"{_TITIK}{{% endif %}}"
    )
    below = f"Diundangkan di {{{{ tempat_surat }}}}\npada tanggal {made}"
    number = (
        "………" if draft else "{% if lembaran_nomor %}{{ lembaran_nomor }}{% else %}………{% endif %}"
    )
    year = (
        "………"
        if draft
        else "{% if tanggal_diundangkan %}{{ tanggal_diundangkan|tahun_dari }}"
        "{% else %}{{ tanggal_surat|tahun_dari }}{% endif %}"
    )
    return (
        gap()
        + blocks.ttd(Signer("penandatangan.kepala_desa", lead))
        + blocks.ttd(None, Signer("penandatangan.sekdes", below))
        + gap()
        + p(f"{{{{ lembaran|kapital }}}} {_DESA} TAHUN {year} NOMOR {number}", "Musren Isi")
    )


def _lampiran(*, draft: bool) -> str:
    """Which document belongs to the regulation, told so that no other can stand for it."""
    style = "Musren Lampiran"
    named = [Cell(words, style) for words in ("LAMPIRAN", ":", "Rancangan Peraturan Desa")]
    head = (
        table((24, 4, 102), "Musren Tabel Polos", [Row(named)], align="right")
        + p("", "Musren Garis Lampiran")
        if draft
        else blocks.lampiran("LAMPIRAN", "Peraturan {{ wilayah.desa }}", PORTRAIT)
    )
    return (
        head
        + blocks.judul_lampiran(
            "NASKAH RENCANA PEMBANGUNAN JANGKA MENENGAH DESA",
            f"(RPJM-DESA) TAHUN {PERIODE}",
            f"{_DESA}, {{{{ wilayah.kecamatan|kapital }}}}, {{{{ wilayah.kabupaten|kapital }}}}",
        )
        + p(
            "Naskah RPJM-Desa beserta seluruh lampirannya dijilid tersendiri dan merupakan bagian "
            "tidak terpisahkan dari Peraturan Desa ini. Naskah tersebut memuat:"
        )
        + blocks.pairs(
            [
                ("Jangka waktu", f"Tahun {PERIODE}"),
                ("Jumlah kegiatan", "{{ jumlah.usulan|angka }} kegiatan"),
                ("Perkiraan biaya", amount("jumlah.biaya")),
                ("Disepakati dengan", _BA),
            ]
        )
        + when(
            "jumlah.tanpa_biaya",
            p(
                "Catatan: {{ jumlah.tanpa_biaya|angka }} kegiatan belum mempunyai perkiraan biaya "
                "dan belum dihitung dalam jumlah.",
                "Musren Catatan",
            ),
        )
        + blocks.ttd(Signer("penandatangan.kepala_desa"))
    )


def keputusan_bpd() -> Draft:
    """Keputusan BPD that agrees to the draft, with the changes it asks for (VI.B.2.f)."""
    name = "Keputusan Badan Permusyawaratan {{ wilayah.desa }}"
    body = (
        blocks.kop()
        + blocks.judul(f"KEPUTUSAN {_BPD}", f"NOMOR : {blocks.NOMOR}")
        + p("TENTANG", _TENGAH)
        + blocks.judul("{{ tentang|judul }}")
        + p("DENGAN RAHMAT TUHAN YANG MAHA ESA", _TENGAH)
        + blocks.judul(f"{_BPD},")
        + gap()
        + blocks.konsiderans(further=_RAPAT)
        + blocks.dictums(f"KEPUTUSAN {_BPD} TENTANG {{{{ tentang|kapital }}}}.", _PERUBAHAN)
        + blocks.ditetapkan("penandatangan.ketua_bpd")
        + blocks.tembusan()
        + when(
            "perubahan|banyaknya",
            PORTRAIT.section(last=False),
            perubahan(
                "LAMPIRAN",
                name,
                "PERUBAHAN ATAS RANCANGAN PERATURAN DESA",
                f"TENTANG RPJM-DESA TAHUN {PERIODE}",
                signer="penandatangan.ketua_bpd",
            ),
        )
        + PORTRAIT.section(last=True)
    )
    return Draft(
        f"{name} tentang {{{{ tentang }}}}", f"Keputusan BPD Nomor {blocks.NOMOR_KALIMAT}", body
    )


_RAPAT = (
    "Rapat BPD pada hari {{ rapat.tanggal|hari }}, tanggal {{ rapat.tanggal|tanggal }}, bertempat "
    "di {{ rapat.tempat }}{% if rapat.hadir %}, yang dihadiri oleh {{ rapat.hadir|angka }} "
    "({{ rapat.hadir|terbilang }}){% if rapat.anggota %} dari {{ rapat.anggota|angka }} "
    "({{ rapat.anggota|terbilang }}){% endif %} orang anggota BPD{% endif %}."
)
_PERUBAHAN = (
    "{% if perubahan|banyaknya %} dengan perubahan sebagaimana tercantum dalam Lampiran yang "
    "merupakan bagian tidak terpisahkan dari Keputusan ini{% endif %}"
)
