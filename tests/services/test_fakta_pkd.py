"""The PKD papers: everything a group and its village told is printed, nothing is invented."""

from datetime import date

import pytest

from musren.domain.errors import NotReady
from musren.domain.peran import Peran
from musren.papers import contracts
from musren.papers.gambar.samples import sample_photo
from musren.papers.words import as_lines
from musren.services import foto, naskah
from musren.services.fakta.pkd import months_in_words
from musren.services.terbit import rebuild
from tests import dunia
from tests.dunia import SUKAMAJU
from tests.services import pkd_uji as uji

GROUP = "pkd_kelompok~pertemuan_pkd.1"
NAMED = dunia.PROFIL | {"kpmd_nama": "Siti Rahmawati, Joko Susilo", "ketua_lpmd_nama": "Darmin"}


@pytest.fixture
def desa(session, tahun):
    who = dunia.act(session, Peran.KPMD)
    dunia.fill(session, who, "profil-desa", tahun, SUKAMAJU, NAMED)
    return tahun


def workshop(session, tahun):
    """The lokakarya desa that put everything together."""
    present = dunia.hadir()
    answers = {
        **{k: v for k, v in uji.pertemuan(hadir=present).items() if k in PLAIN},
        "tanggal": "15/1/2011", "keputusan_lain": "Masalah diperingkat.",
        "wakil_masyarakat": [dunia.attendee(row) for row in present[2:5]],
    }  # fmt: skip
    dunia.fill(session, dunia.act(session, Peran.KPMD), "lokakarya-desa", tahun, SUKAMAJU, answers)


PLAIN = (
    "jam_mulai", "jam_selesai", "tempat", "agenda", "hadir", "pimpinan_nama", "pimpinan_unsur",
    "notulis_nama", "notulis_unsur", "narasumber", "cara_putusan",
)  # fmt: skip


def assessed(session, tahun):
    """Two groups, everything grouped, ranked and weighed, families counted."""
    uji.meet(session, tahun)
    uji.meet(session, tahun, kelompok_nama="Dusun I", kelompok_jenis="dusun", dusun="Dusun I",
             gagasan=[uji.gagasan("gedung  posyandu", "1"), uji.gagasan("Jembatan", "2")],
             masalah_sketsa=[uji.masalah("Jalan licin")], masalah_kalender=[], masalah_lembaga=[])  # fmt: skip
    uji.group(session, tahun, {"M-005": "M-001"})
    uji.score(session, tahun)
    first, _ = uji.weigh(session, tahun)
    uji.send(session, tahun, "peringkat-tindakan",
             peringkat_tindakan=uji.nilai("tindakan_id", [first.id], [(5, 4, 3)], None))  # fmt: skip
    uji.send(
        session, tahun, "kesejahteraan",
        kelas=[{"kelas": "Mampu", "kriteria": "Sawah"}, {"kelas": "Miskin", "kriteria": ""}],
        jumlah_kk=[{"dusun": "Dusun I", "kk1": "10", "kk2": "5"}, {"dusun": "Dusun II"}],
    )  # fmt: skip
    workshop(session, tahun)


def facts(session, tahun, jenis):
    told = naskah.facts_for(session, tahun, SUKAMAJU, jenis)
    printed = {"draf": True, "tanggal_surat": "2011-01-17", "nomor": None}
    known = contracts.contract(jenis).fields
    return contracts.freeze(jenis, told | {k: v for k, v in printed.items() if k in known})


def test_the_sheets_of_a_group_hold_what_it_drew_and_told(session, desa):
    uji.meet(session, desa)
    told = facts(session, desa, GROUP)
    assert told["kelompok"] == "Kelompok Perempuan Dusun II"
    assert told["kehadiran"] == {"laki_laki": 4, "perempuan": 4, "rtm": 2, "jumlah": 8}
    assert [row["masalah"] for row in told["masalah_sketsa"]] == [
        "Jalan ke Dusun III becek", "Belum ada Posyandu",
    ]  # fmt: skip
    assert told["masalah_kalender"][0]["bulan"] == "Agustus–Oktober"
    assert told["masalah_lembaga"][0]["lembaga"] == "Posyandu"
    assert [row["prioritas"] for row in told["gagasan"]] == [1, 2]
    assert told["penandatangan"]["kpmd"]["nama"] == "Siti Rahmawati"
    assert told["penandatangan"]["wakil_kelompok"] == [
        {"jabatan": "Wakil Kelompok Perempuan Dusun II", "nama": "Peserta 1", "nip": None,
         "pangkat": None}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], ""), ([3], "Maret"), ([10, 8, 9], "Agustus–Oktober"),
        ([1, 2, 12], "Januari–Februari, Desember"), ([1, 3], "Januari, Maret"),
    ],
)  # fmt: skip
def test_months_in_a_row_are_told_as_a_span(months, words):
    assert months_in_words(months) == words


def test_up_to_three_of_the_group_sign_its_sheets(session, desa, kantor_asli):
    present = dunia.hadir(8)
    uji.meet(session, desa, wakil_kelompok=[dunia.attendee(row) for row in present[:3]])
    paper = kantor_asli.issue(desa, GROUP, tanggal=date(2011, 1, 12))
    assert [t.nama for t in paper.tanda_tangan] == [
        "Siti Rahmawati", "Peserta 1", "Peserta 2", "Peserta 3",
    ]  # fmt: skip
    printed = " ".join(as_lines(rebuild(kantor_asli.store, paper)))
    assert all(f"Peserta {n}" in printed for n in (1, 2, 3))


def test_the_photo_of_the_map_is_printed_below_its_signs(session, desa, kantor_asli):
    held = uji.meet(session, desa)
    content = sample_photo("")
    sha256 = kantor_asli.store.put(content)
    thing = foto.need(session, desa, SUKAMAJU, f"musyawarah:{held.id}/sketsa")
    foto.add(session, dunia.act(session, Peran.KPMD), thing,
             foto.Gambar(sha256=sha256, ukuran=len(content)), "Sketsa pada kertas plano")  # fmt: skip
    told = facts(session, desa, GROUP)
    assert told["sketsa"]["foto"] == sha256
    assert told["foto"] == [{"sha256": sha256, "keterangan": "Sketsa pada kertas plano"}]
    paper = kantor_asli.issue(desa, GROUP, tanggal=date(2011, 1, 12))
    assert paper.status == "terbit"
    assert rebuild(kantor_asli.store, paper) == rebuild(kantor_asli.store, paper)


def test_the_village_paper_groups_ranks_and_recaps(session, desa):
    assessed(session, desa)
    told = facts(session, desa, "pkd_desa")
    (field,) = told["kelompok_masalah"]
    assert field["bidang"] == "Fisik dan Prasarana"
    assert [row["kode"] for row in field["baris"]] == ["M-001", "M-002", "M-003", "M-004"]
    assert field["baris"][0]["gabungan"] == [
        {"kode": "M-005", "masalah": "Jalan licin", "kelompok": "Dusun I"}
    ]
    assert [(r["kode"], r["jumlah"], r["peringkat"]) for r in told["peringkat_masalah"]] == [
        ("M-001", 21, 1), ("M-002", 20, 2), ("M-003", 20, 2), ("M-004", 13, 4),
    ]  # fmt: skip
    assert [t["layak"] for t in told["pengkajian"][0]["tindakan"]] == [True, False]
    assert [(r["jumlah"], r["peringkat"]) for r in told["peringkat_tindakan"]] == [(12, 1)]
    assert "bernilai sama" in told["catatan"][0]


def test_an_idea_of_two_groups_is_told_once_and_comes_first(session, desa):
    assessed(session, desa)
    told = facts(session, desa, "pkd_desa")["gagasan"]
    assert [(r["gagasan"], r["jumlah_kelompok"], r["peringkat"]) for r in told] == [
        ("Gedung Posyandu", 2, 1), ("Air bersih perpipaan", 1, 2), ("Jembatan", 1, 2),
    ]  # fmt: skip
    assert told[0]["kelompok"] == "Kelompok Perempuan Dusun II, Dusun I"


def test_families_add_up_on_the_village_paper(session, desa):
    assessed(session, desa)
    told = facts(session, desa, "pkd_desa")["kesejahteraan"]
    assert told["jumlah"] == 15
    assert [(k["kelas"], k["jumlah_kk"]) for k in told["kelas"]] == [("Mampu", 10), ("Miskin", 5)]


def test_fewer_criteria_leave_columns_that_say_so(session, desa):
    desa.parameter = {"kriteria_peringkat_masalah": ["Dirasakan", "Parah"]}
    session.flush()
    uji.meet(session, desa)
    uji.score(session, desa, [(5, 4), (4, 4), (3, 3), (1, 2)])
    workshop(session, desa)
    told = facts(session, desa, "pkd_desa")
    assert told["kriteria_masalah"] == ["Dirasakan", "Parah", *["(tidak dipakai)"] * 3]
    assert told["peringkat_masalah"][0]["skor"] == [5, 4, 0, 0, 0]


def test_what_the_village_paper_lacks_is_told_with_the_way_to_it(session, tahun):
    dunia.village(session, tahun, given=[])
    lacking = naskah.lacking(session, tahun, SUKAMAJU, "pkd_desa")
    assert [(one.kalimat, one.tujuan.formulir) for one in lacking] == [
        ("Belum ada pertemuan dusun atau kelompok yang dicatat.", "penggalian-gagasan"),
        ("Isian Lokakarya Desa belum dikirim.", "lokakarya-desa"),
        ("Nama Ketua LPMD belum diisi pada profil desa.", "profil-desa"),
    ]
    uji.meet(session, tahun)
    first = naskah.lacking(session, tahun, SUKAMAJU, "pkd_desa")[0]
    assert first.kalimat == "4 masalah belum dinilai."
    assert [one.kalimat for one in naskah.lacking(session, tahun, SUKAMAJU, GROUP)] == [
        "Nama KPMD belum diisi pada profil desa."
    ]


def test_an_incomplete_village_paper_is_not_issued(session, tahun, kantor):
    dunia.village(session, tahun, given=[])
    with pytest.raises(NotReady, match="Lokakarya Desa"):
        kantor.issue(tahun, "pkd_desa")


def test_a_complete_village_issues_its_paper(session, desa, kantor_asli):
    assessed(session, desa)
    paper = kantor_asli.issue(desa, "pkd_desa", tanggal=date(2011, 1, 18))
    printed = " ".join(as_lines(rebuild(kantor_asli.store, paper)))
    assert "Rabat beton jalan Dusun III" in printed
    assert "gabungan dari M-005 Jalan licin" in printed
