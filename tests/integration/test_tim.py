"""The seats of the two teams, the KPMD, size and women."""

import pytest

from musren.domain.errors import Invalid
from musren.integration.profil import load
from musren.integration.tim import (
    AnggotaTim,
    check_antartim,
    check_tim,
    kedudukan,
    kursi_tunggal,
)

P = load("pnpm-2010")


def tim(jenis="rpjm", anggota=5):
    kursi = [k for k in kedudukan(P, jenis) if k in kursi_tunggal(P)]
    pimpinan = [AnggotaTim(f"Pak {k}", "L", "Perangkat desa", k) for k in kursi]
    biasa = [AnggotaTim(f"Ibu {i}", "P", "Warga") for i in range(anggota - 1)]
    return [*pimpinan, AnggotaTim("Siti", "P", "KPMD"), *biasa]


def aturan(hasil, *, keras):
    return [a.aturan for a in hasil if a.keras is keras]


@pytest.mark.parametrize("jenis", ["rpjm", "rkp"])
def test_a_usual_team_has_nothing_against_it_and_may_be_the_same_for_both(jenis):
    assert check_tim(P, jenis, tim(jenis)) == ()


def test_members_may_sit_in_both_teams():
    orang = [AnggotaTim(f"Ibu {i}", "P", "KPMD") for i in range(8)]
    assert check_antartim(P, "rpjm", orang, orang) == ()


@pytest.mark.parametrize("keras", [False, True])
def test_a_leading_seat_in_both_teams_is_told_and_refused_where_the_profile_says_so(keras):
    profil = P.dengan({"tim_rangkap_antartim_ditolak": keras})
    rpjm = [AnggotaTim("Siti Rohani", "P", "Sekretaris Desa", "ketua")]
    rkp = [AnggotaTim("siti  rohani", "P", "Sekretaris Desa", "penanggungjawab")]
    (alasan,) = check_antartim(profil, "rpjm", rpjm, rkp)
    assert alasan.keras is keras
    assert "Ketua tim RPJM-Desa dan Penanggung jawab kegiatan tim RKP-Desa" in alasan.kalimat


def test_who_guides_one_team_may_lead_the_other():
    rpjm = [AnggotaTim("Ahmad Sukri", "L", "Kepala Desa", "pembina")]
    rkp = [AnggotaTim("Ahmad Sukri", "L", "Kepala Desa", "pengendali")]
    assert check_antartim(P, "rpjm", rpjm, rkp) == ()


def test_the_kabupaten_names_the_seats_and_may_only_warn():
    kursi = {"kursi_tim_rpjm": ["ketua: Ketua Tim", "Bendahara"], "tim_rangkap_ditolak": False}
    profil = P.dengan(kursi)
    assert kedudukan(profil, "rpjm") == {"ketua": "Ketua Tim", "Bendahara": "Bendahara"}
    hasil = check_tim(profil, "rpjm", tim())
    assert "tim_kedudukan" in aturan(hasil, keras=False)
    assert aturan(hasil, keras=True) == []


@pytest.mark.parametrize(
    ("tambah", "kunci", "kata"),
    [
        ([("Siti", "anggota")], "tim_rangkap", "Siti tercatat 2 kali"),
        ([(" siti ", "anggota")], "tim_rangkap", "tercatat 2 kali"),
        ([("Pak ketua", "anggota")], "tim_rangkap", "merangkap sebagai Ketua dan Anggota"),
        ([("Pak Baru", "ketua")], "tim_kursi_ganda", "Ketua hanya satu orang; sekarang Pak ketua"),
        ([("Pak Baru", "pengendali")], "tim_kedudukan", "Pilih salah satu: Pembina, Ketua"),
    ],
)
def test_a_seat_that_does_not_fit_is_refused(tambah, kunci, kata):
    hasil = check_tim(P, "rpjm", [*tim(), *(AnggotaTim(n, "L", "", k) for n, k in tambah)])
    (alasan,) = [a for a in hasil if a.keras]
    assert alasan.aturan == kunci
    assert kata in alasan.kalimat


def test_one_person_cannot_be_chairman_and_secretary():
    orang = [
        AnggotaTim("Budi", "L", "Sekdes", "ketua"),
        AnggotaTim("Budi", "L", "Sekdes", "sekretaris"),
        *[a for a in tim() if a.kedudukan not in {"ketua", "sekretaris"}],
    ]
    (alasan,) = check_tim(P, "rpjm", orang)
    assert alasan.keras
    assert "Budi merangkap sebagai Ketua dan Sekretaris" in alasan.kalimat


@pytest.mark.parametrize("jabatan", ["KPMD", "kpmd Dusun II", "Kader Pemberdayaan Masyarakat Desa"])
def test_a_cadre_is_known_however_the_office_is_written(jabatan):
    orang = [a for a in tim(anggota=6) if a.jabatan != "KPMD"]
    assert aturan(check_tim(P, "rpjm", orang), keras=True) == ["tim_kpmd"]
    assert not check_tim(P, "rpjm", [*orang, AnggotaTim("Siti", "P", jabatan)])


def test_only_the_missing_cadre_is_the_word_of_the_guide():
    hasil = check_tim(P, "rkp", [AnggotaTim("Budi", "L", "Warga", "ketua")])
    assert {a.aturan for a in hasil if a.tanda == "P"} == {"tim_kpmd"}


@pytest.mark.parametrize(("jumlah", "cukup"), [(3, False), (4, True), (8, True), (9, False)])
def test_an_unusual_size_only_warns(jumlah, cukup):
    hasil = check_tim(P, "rpjm", tim(anggota=jumlah))
    assert aturan(hasil, keras=True) == []
    assert aturan(hasil, keras=False) == ([] if cukup else ["tim_ukuran"])


def test_a_team_without_women_is_warned_of():
    orang = [AnggotaTim(f"Pak {i}", "L", "KPMD") for i in range(7)]
    assert "tim_perempuan" in aturan(check_tim(P, "rpjm", orang), keras=False)
    lain = P.dengan({"tim_min_perempuan": 0})
    assert "tim_perempuan" not in aturan(check_tim(lain, "rpjm", orang), keras=False)


def test_empty_seats_are_named_and_lines_without_a_name_do_not_fill_them():
    orang = [a for a in tim(anggota=6) if a.kedudukan != "ketua"]
    hasil = check_tim(P, "rpjm", [*orang, AnggotaTim("  ", "L", "", "ketua")])
    (kosong,) = [a for a in hasil if a.aturan == "tim_kursi_kosong"]
    assert kosong.kalimat == "Belum ada orang untuk kedudukan Ketua."


def test_another_team_is_not_known():
    with pytest.raises(Invalid, match="tidak dikenal"):
        check_tim(P, "tpk", [])
