"""Kabar Usulan: a poster that tells a dusun or group what became of its proposals."""

from tools.draft_templates import blocks
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import POSTER, Cell, Row, p, table, tag_row, when

_NUMBER, _STEPS = 12.0, 65.5
_NAMES = (
    "{% for t in tahap %}{{ loop.index }} {{ t }}{% if not loop.last %} · {% endif %}{% endfor %}"
)
_KEY = (
    "Hitam bercentang = sudah dilalui; bingkai tebal = sedang di sini; silang = berhenti di sini; "
    "garis putus = tidak dilalui."
)
_FEW, _SOME = 4, 6  # so many proposals leave room for large, and for larger letters


def kabar_usulan() -> Draft:
    """One page for at most eight proposals; large letters for at most four."""
    body = (
        p(
            "{% for baris in kop.induk %}{{ baris|kapital }}{% if not loop.last %}, {% endif %}"
            "{% endfor %}",
            "Musren Kabar Induk",
        )
        + p("{{ kop.instansi|kapital }}", "Musren Kabar Kop")
        + p("KABAR USULAN TAHUN {{ tahun }}", "Musren Kabar Judul")
        + p(
            "UNTUK {% if jenis == 'dusun' %}WARGA {% endif %}{{ kelompok|kapital }}",
            "Musren Kabar Kelompok",
        )
        + p(
            "{{ wilayah.desa }}, {{ wilayah.kecamatan }}, {{ wilayah.kabupaten }}, "
            "{{ wilayah.provinsi }} – keadaan pada "
            "{{ tanggal_surat|hari }}, {{ tanggal_surat|tanggal }}",
            "Musren Kabar Keterangan",
        )
        + p(_SUMMARY, "Musren Kabar Keterangan")
        + when(
            f"usulan|banyaknya|default(0) > {_SOME}",
            _compact(""),
            otherwise=[
                when(
                    f"usulan|banyaknya|default(0) > {_FEW}",
                    _compact(" Sedang"),
                    otherwise=[_large()],
                )
            ],
        )
        + when(
            "usulan|banyaknya == 0",
            p("Belum ada usulan yang dicatat dari sini pada tahun ini.", "Musren Kabar Kontak"),
        )
        + _contact()
        + POSTER.section(last=True)
    )
    title = "Kabar Usulan {{ kelompok }} {{ wilayah.desa }} Tahun {{ tahun }}"
    return Draft(title, title, body)


_SUMMARY = (
    "Anda mengusulkan **{{ jumlah.usulan|angka }}** kegiatan: **{{ jumlah.berjalan|angka }}** "
    "masih berjalan, **{{ jumlah.selesai|angka }}** sudah selesai, dan "
    "**{{ jumlah.berhenti|angka }}** berhenti."
)


def _compact(size: str) -> str:
    """Numbered boxes beside each title; what the numbers mean is repeated on every page."""
    room = POSTER.width - _NUMBER - 2.4
    title = f"Musren Kabar Kegiatan{size}"
    boxes = "{{ u.langkah|gambar_langkah(63, 7) }}"
    head = table(
        (room - _STEPS, _STEPS),
        "Musren Tabel Polos",
        [Row([Cell(_TITLE, title), Cell(boxes, "Musren Kabar Gambar")])],
    )
    body = f"Musren Kabar Isi{size}"
    told = head + p(_NOW, body) + _further(body)
    rows = [
        Row(
            [Cell(f"{_NAMES}\n{_KEY}", "Musren Kabar Legenda", span=2, shade=blocks.GREY)],
            head=True,
        ),
        tag_row("for u in usulan", 2),
        Row(
            [
                Cell("{{ loop.index }}", "Musren Kabar Nomor"),
                Cell("", "Musren Akhir Bagian", more=told),
            ]
        ),
        tag_row("endfor", 2),
    ]
    return table((_NUMBER, POSTER.width - _NUMBER), "Musren Tabel Garis", rows)


_TITLE = "{{ u.kegiatan }}{% if u.lokasi %} – {{ u.lokasi }}{% endif %}"


def _large() -> str:
    """Boxes with the names of the stages across the page."""
    body = "Musren Kabar Isi Besar"
    told = (
        p("{{ u.langkah|gambar_langkah(174, 20) }}", "Musren Kabar Gambar")
        + p(_NOW, body)
        + _further(body)
    )
    rows = [
        Row([Cell(_KEY, "Musren Kabar Legenda", span=2, shade=blocks.GREY)], head=True),
        tag_row("for u in usulan", 2),
        Row(
            [
                Cell("{{ loop.index }}", "Musren Kabar Nomor"),
                Cell(_TITLE, "Musren Kabar Kegiatan Besar", more=told),
            ]
        ),
        tag_row("endfor", 2),
    ]
    return table((_NUMBER, POSTER.width - _NUMBER), "Musren Tabel Garis", rows)


_NOW = (
    "**Sekarang ({{ u.keadaan }}):** {{ u.posisi }}"
    "{% if u.oleh %} **Yang memutuskan:** {{ u.oleh }}{% endif %} "
    "(kode usulan {{ u.kode }})"
)


def _further(style: str) -> str:
    """Why, what can be repaired, when the next door opens."""
    return (
        when("u.alasan", p("**Alasannya:** {{ u.alasan }}", style))
        + when("u.perbaikan", p("**Yang dapat diperbaiki:** {{ u.perbaikan }}", style))
        + when("u.pintu", p("**Kesempatan berikutnya:** {{ u.pintu }}", style))
    )


def _contact() -> str:
    return p("Ada pertanyaan atau perbaikan? {{ kontak }}", "Musren Kabar Kontak") + p(
        "{{ tempat_surat }}, {{ tanggal_surat|tanggal }} – {{ kop.alamat }}"
        "{% if laman %} – lihat juga {{ laman }}{% endif %}",
        "Musren Kabar Keterangan",
    )
