"""The papers around a village meeting: invitation, notulen, Berita Acara of any meeting, MKP."""

from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import KEPUTUSAN, amount, attendance_sentence, closing, signatures
from tools.draft_templates.listing import TEMPAT, gap, listing
from tools.draft_templates.matrix import Column, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import (
    LANDSCAPE,
    PORTRAIT,
    Cell,
    Row,
    each,
    p,
    table,
    tag_row,
    when,
)

_KIRI = "Musren Sel Kiri"
_WAKTU = (
    "Pukul {{ jam_mulai|jam }} {{ zona_waktu }} sampai dengan "
    "{% if jam_selesai %}{{ jam_selesai|jam }} {{ zona_waktu }}{% else %}selesai{% endif %}"
)
_PENGUNDANG = "penandatangan.pengundang"


def undangan() -> Draft:
    """Official letter of invitation; the delivery list is its lampiran (pnpm.md 7)."""
    body = (
        blocks.kop()
        + _letter_head()
        + p("Dengan hormat,", "Musren Isi")
        + p(
            "Dengan ini kami mengharapkan kehadiran Bapak/Ibu/Saudara dalam {{ acara_nama }} yang "
            "akan diselenggarakan pada:",
            "Musren Isi Menjorok",
        )
        + _when_and_where()
        + gap()
        + when("catatan", p("{{ catatan }}", "Musren Isi Menjorok"))
        + p(
            "Mengingat pentingnya acara tersebut, kami mohon Bapak/Ibu/Saudara hadir tepat pada "
            "waktunya.",
            "Musren Isi Menjorok",
        )
        + p(
            "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadiran Bapak/Ibu/Saudara, "
            "kami ucapkan terima kasih.",
            "Musren Penutup Menjorok",
        )
        + blocks.ttd(Signer(_PENGUNDANG))
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _recipients()
        + PORTRAIT.section(last=True)
    )
    return Draft("Undangan {{ acara_nama }}", f"Undangan Nomor {blocks.NOMOR}", body)


_ADDRESSED = "Yth. Bapak/Ibu/Saudara\n(daftar penerima terlampir)\ndi –"


def _letter_head() -> str:
    lines = (
        ("Nomor", blocks.NOMOR, blocks.place_and_date()),
        ("Sifat", "{{ sifat_surat }}", ""),
        ("Lampiran", "1 (satu) daftar", "Kepada"),
        ("Hal", "**Undangan {{ acara_nama }}**", _ADDRESSED),
    )
    place = p("Tempat", "Musren Sel Masuk")
    rows = [
        Row(
            [
                Cell(name, _KIRI),
                Cell(":", _KIRI),
                Cell(value, _KIRI),
                Cell(right, _KIRI, more=place if right == _ADDRESSED else ""),
            ]
        )
        for name, value, right in lines
    ]
    return table((22, 4, 74, 65), "Musren Tabel Polos", rows) + p("", "Musren Nomor")


def _when_and_where() -> str:
    pairs = (
        ("Hari, tanggal", "{{ tanggal|hari }}, {{ tanggal|tanggal }}"),
        ("Waktu", _WAKTU),
        ("Tempat", "{{ tempat }}"),
    )
    rows = [
        Row([Cell("", _KIRI), Cell(n, _KIRI), Cell(":", _KIRI), Cell(v, _KIRI, span=2)])
        for n, v in pairs
    ]
    first = "{%% if loop.first %%}%s{%% endif %%}"
    agenda = [
        Cell("", _KIRI),
        Cell(first % "Acara", _KIRI),
        Cell(first % ":", _KIRI),
        Cell("{{ loop.index }}.", _KIRI),
        Cell("{{ butir|tanpa_tanda }}{% if loop.last %}.{% else %};{% endif %}", _KIRI),
    ]
    rows += [tag_row("for butir in agenda", 5), Row(agenda), tag_row("endfor", 5)]
    return table((10, 32, 4, 8, 111), "Musren Tabel Polos", rows)


def _recipients() -> str:
    columns = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Nama", 37, "{{ o.nama }}"),
        Column("Jabatan/Unsur", 34, "{{ o.jabatan }}"),
        Column("Alamat", 26, remark("o.alamat")),
        Column("Tanggal Diterima", 22, "{% if o.diterima %}{{ o.diterima|tanggal_pendek }}"
               "{% endif %}", "c"),
    )  # fmt: skip
    return (
        blocks.lampiran("LAMPIRAN", f"Surat Undangan {{{{ {_PENGUNDANG}.jabatan }}}}", PORTRAIT)
        + blocks.judul_lampiran(
            "DAFTAR PENERIMA DAN TANDA TERIMA UNDANGAN", "{{ acara_nama|judul }}"
        )
        + listing(columns, "o in penerima", signed=35, height=8.5, signer=_PENGUNDANG)
    )


def notulen() -> Draft:
    """Minutes: who met where, what was said and answered, what was decided."""
    m = "musyawarah"
    body = (
        blocks.kop()
        + blocks.judul("NOTULEN", "{{ acara|kapital }}")
        + p("", "Musren Nomor")
        + blocks.pairs(
            [
                ("Hari, tanggal", f"{{{{ {m}.tanggal|hari }}}}, {{{{ {m}.tanggal|tanggal }}}}"),
                ("Waktu", f"P{blocks.pukul(f'{m}.')[1:]}"),
                ("Tempat", f"{{{{ {m}.tempat }}}}"),
                ("Jumlah hadir", _COUNTED),
            ]
        )
        + p("A. Agenda", "Musren Sub Judul")
        + each(f"butir in {m}.agenda", p("{{ butir|tanpa_tanda }}.", "Musren Materi"))
        + p("B. Pimpinan Musyawarah dan Narasumber", "Musren Sub Judul")
        + blocks.pimpinan(m)
        + p("C. Pembahasan", "Musren Sub Judul")
        + _discussion()
        + p("D. Keputusan", "Musren Sub Judul")
        + when(
            "keputusan|banyaknya",
            each("butir in keputusan", p("{{ butir|tanpa_tanda }}.", KEPUTUSAN)),
            otherwise=[p("Tidak ada keputusan yang diambil.")],
        )
        + blocks.cara_putusan(m)
        + p("Demikian notulen ini dibuat dengan sebenarnya.", "Musren Penutup")
        + blocks.ttd(
            Signer("penandatangan.notulis", blocks.place_and_date()),
            Signer("penandatangan.pimpinan", "Mengetahui,"),
        )
        + PORTRAIT.section(last=True)
    )
    return Draft("Notulen {{ acara }}", "Notulen {{ acara }}", body)


_COUNTED = (
    "{{ kehadiran.jumlah|angka }} orang: {{ kehadiran.laki_laki|angka }} laki-laki dan "
    "{{ kehadiran.perempuan|angka }} perempuan{% if kehadiran.rtm %}, di antaranya "
    "{{ kehadiran.rtm|angka }} orang dari RTM{% endif %}"
)


def _discussion() -> str:
    columns = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Pembicara", 36, "{{ b.pembicara }}"),
        Column("Uraian", 62, "{{ b.uraian }}"),
        Column("Tanggapan/Kesimpulan", 56, remark("b.tanggapan")),
    )
    return listing(columns, "b in pembahasan")


def ba_pertemuan() -> Draft:
    """Berita Acara of any village meeting, in the order of Form.1 (pnpm.md 5.5)."""
    body = (
        _ba_head("{{ acara|kapital }}")
        + p(
            "{% if dalam_rangka %}Berkaitan dengan {{ dalam_rangka }} di {% else %}Di {% endif %}"
            f"{_DI}, pada hari ini:",
            "Musren Isi Menjorok",
        )
        + _held()
        + p("telah diselenggarakan {{ acara }}.")
        + attendance_sentence("wakil kelompok, dusun, tokoh, dan unsur masyarakat", "Pertemuan")
        + p("A. Materi", "Musren Sub Judul")
        + each("butir in musyawarah.agenda", p("{{ butir|tanpa_tanda }}.", "Musren Materi"))
        + when(
            "materi|banyaknya",
            p("Materi dan bahan yang disampaikan tercantum dalam Lampiran."),
        )
        + p("B. Pimpinan Pertemuan dan Narasumber", "Musren Sub Judul")
        + blocks.pimpinan("musyawarah")
        + p("C. Keputusan dan Kesimpulan", "Musren Sub Judul")
        + p(
            "Setelah dilakukan pembahasan terhadap materi tersebut di atas, pertemuan memutuskan "
            "dan menyimpulkan hal-hal sebagai berikut:"
        )
        + each("butir in keputusan", p("{{ butir|tanpa_tanda }}.", KEPUTUSAN))
        + closing()
        + signatures()
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _materials()
        + PORTRAIT.section(last=True)
    )
    return Draft("Berita Acara {{ acara }}", f"Berita Acara Nomor {blocks.NOMOR}", body)


_DI = "{{ wilayah.desa }}, {{ wilayah.kecamatan }}, {{ wilayah.kabupaten }}, {{ wilayah.provinsi }}"


def _ba_head(*names: str) -> str:
    return (
        blocks.kop()
        + blocks.judul("BERITA ACARA", *names)
        + p(f"Nomor: {blocks.NOMOR}", "Musren Nomor")
    )


def _held() -> str:
    m = "musyawarah"
    return (
        blocks.pairs(
            [
                ("Hari dan tanggal", f"{{{{ {m}.tanggal|tanggal_terbilang }}}}"),
                ("Waktu", f"P{blocks.pukul(f'{m}.')[1:]}"),
                ("Tempat", f"{{{{ {m}.tempat }}}}"),
            ]
        )
        + gap()
    )


def _materials() -> str:
    columns = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Materi", 62, "{{ t.judul }}"),
        Column("Penyaji", 46, "{{ t.penyaji|default('–') }}"),
        Column("Bahan", 46, "{{ t.bahan|default('–') }}"),
    )
    return (
        blocks.lampiran("LAMPIRAN", "Berita Acara {{ acara }}", PORTRAIT)
        + blocks.judul_lampiran("DAFTAR MATERI DAN BAHAN", "{{ acara|kapital }}", TEMPAT)
        + listing(columns, "t in materi")
    )


def ba_mkp() -> Draft:
    """Berita Acara MKP: the women's proposals and their candidates for wakil desa (II.D.3.a)."""
    body = (
        _ba_head("{{ acara|kapital }}", "TAHUN {{ tahun }}")
        + p(
            "Pada hari ini, {{ musyawarah.tanggal|tanggal_terbilang }}, "
            + blocks.pukul("musyawarah.")
            + f", bertempat di {{{{ musyawarah.tempat }}}}, {_DI}, telah diselenggarakan "
            "{{ acara }} untuk menyepakati usulan kegiatan kaum perempuan Tahun {{ tahun }}.",
            "Musren Isi Menjorok",
        )
        + attendance_sentence("peserta yang mewakili kelompok dan dusun")
        + p("A. Materi Musyawarah", "Musren Sub Judul")
        + each("butir in musyawarah.agenda", p("{{ butir|tanpa_tanda }}.", "Musren Materi"))
        + p("B. Pimpinan Musyawarah dan Narasumber", "Musren Sub Judul")
        + blocks.pimpinan("musyawarah")
        + _womens_decisions()
        + signatures()
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _womens_proposals()
        + LANDSCAPE.section(last=True)
    )
    return Draft("Berita Acara {{ acara }}", f"Berita Acara MKP Nomor {blocks.NOMOR}", body)


def _womens_decisions() -> str:
    candidates = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Nama", 58, "{{ w.nama }}"),
        Column("Unsur", 54, "{{ w.unsur }}"),
        Column("Alamat", 42, "{{ w.alamat }}"),
    )
    return (
        p("C. Keputusan Musyawarah", "Musren Sub Judul")
        + p(
            "Setelah dilakukan pembahasan terhadap materi tersebut di atas, musyawarah memutuskan "
            "dan menyepakati hal-hal sebagai berikut:"
        )
        + when(
            "usulan|banyaknya",
            p(_AGREED, KEPUTUSAN),
            p(
                "Usulan tersebut disahkan dalam Musdes Perencanaan sebagai bagian dari "
                "Musrenbangdes tanpa dibahas ulang.",
                KEPUTUSAN,
            ),
            otherwise=[p("Tidak mengajukan usulan kegiatan pada tahun ini.", KEPUTUSAN)],
        )
        + each("butir in keputusan", p("{{ butir|tanpa_tanda }}.", KEPUTUSAN))
        + when(
            "calon_wakil|banyaknya",
            p(
                "Mengajukan {{ calon_wakil|banyaknya }} ({{ calon_wakil|banyaknya|terbilang }}) "
                "orang perempuan sebagai calon wakil desa, yaitu:",
                KEPUTUSAN,
            ),
            listing(candidates, "w in calon_wakil"),
            gap(),
        )
        + closing()
    )


_AGREED = (
    "Menyepakati {{ jumlah.usulan|angka }} ({{ jumlah.usulan|terbilang }}) usulan kegiatan menurut "
    f"peringkatnya dengan perkiraan biaya seluruhnya {amount('jumlah.biaya')}, terdiri atas dana "
    f"BLM sebesar {amount('jumlah.dari_sumber')} dan swadaya sebesar {amount('jumlah.swadaya')}, "
    "sebagaimana tercantum dalam Lampiran."
)


def _womens_proposals() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", 62, "{{ u.kegiatan }}"),
        Column("Jenis", 16, "{{ u.jenis }}", "c"),
        Column("Lokasi", 30, text("u.lokasi")),
        Column("Volume", 15, "{{ u.volume|angka|default('–') }}", "r"),
        Column("Satuan", 16, text("u.satuan"), "c"),
        Column("L", 11, money("u.pemanfaat_l"), "r", "Pemanfaat (orang)"),
        Column("P", 11, money("u.pemanfaat_p"), "r", "Pemanfaat (orang)"),
        Column("RTM", 11, money("u.pemanfaat_rtm"), "r", "Pemanfaat (orang)"),
        Column("BLM", 25, money("u.dari_sumber"), "r", "Perkiraan Biaya (Rp)"),
        Column("Swadaya", 22, money("u.swadaya"), "r", "Perkiraan Biaya (Rp)"),
        Column("Jumlah", 25, money("u.biaya"), "r", "Perkiraan Biaya (Rp)"),
        Column("Peringkat", 17, money("u.peringkat"), "c"),
        Column("Ket.", 30, remark("u.keterangan")),
    )
    sums = {
        "BLM": money("jumlah.dari_sumber"),
        "Swadaya": money("jumlah.swadaya"),
        "Jumlah": money("jumlah.biaya"),
    }
    rows = [
        *matrix.body(columns, "u in usulan"),
        matrix.total(columns, "JUMLAH", sums),
        matrix.spelled(columns, "jumlah.biaya"),
        *matrix.no_cost(columns, "jumlah"),
    ]
    return (
        blocks.lampiran("LAMPIRAN", "Berita Acara {{ acara }} Tahun {{ tahun }}")
        + blocks.judul_lampiran(
            "DAFTAR USULAN KEGIATAN HASIL {{ acara|kapital }} TAHUN {{ tahun }}", TEMPAT
        )
        + matrix.matrix(LANDSCAPE, columns, rows)
    )
