"""Tim Verifikasi: the team, the sheets, what goes back to a village, and what comes of it."""

from datetime import date, time

import pytest
from sqlalchemy import select

from musren.domain.errors import Conflict, Invalid, NotFound, NotReady
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.integration.profil import load
from musren.integration.verifikasi import aspek, checklist, pertanyaan
from musren.models.jejak import Jejak
from musren.models.musyawarah import Undangan
from musren.models.usulan import Keputusan, RiwayatStatus
from musren.models.verifikasi import Pengembalian, TimVerifikasi, Verifikasi
from musren.services import alur, draf, kirim
from musren.services import tahun as tahun_perencanaan
from musren.services.kecamatan import incoming
from musren.services.usulan_masuk import current, size_and_cost
from musren.services.verifikasi import papan
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, SUKAMULYA, kinds

P = load("pnpm-2010")
TIM = [
    {"nama": "Ir. Darsono", "jk": "L", "keahlian": "Teknik sipil", "kedudukan": "ketua",
     "alamat": "Desa Sukajaya"},
    {"nama": "Sri Mulyati", "jk": "P", "keahlian": "Simpan pinjam", "kedudukan": "anggota",
     "alamat": "Desa Sukatani"},
]  # fmt: skip
TODAY = date(2011, 1, 20)


@pytest.fixture
def masuk(kantor, tahun):
    """One village whose BLM and APBD proposals are at the kecamatan."""
    kantor.village_signed(tahun, SUKAMAJU, kinds("add", "spp", "blm", "apbd"))
    return tahun


def camat(session, pada=dunia.NOW):
    return dunia.act(session, Peran.CAMAT, pada=pada)


def one_of(session, tahun, jenis="prasarana"):
    """The proposal of that kind that came in."""
    came = incoming(session, tahun, KECAMATAN)
    return next(one for one in came if one.salinan["jenis"] == jenis)


def key(one):
    return f"usulan:{one.usulan_id}"


def sheet(lembar="prasarana", rekomendasi="layak", **changed):
    """Answers of a sheet that has everything."""
    given = {
        "lembar": lembar,
        "kelengkapan": [
            {"butir": b.kunci, "keadaan": "ada", "catatan": ""} for b in checklist(P, lembar)
        ],
        "khusus": [{"pertanyaan": k, "isi": "sudah diperiksa"} for k in pertanyaan(P, lembar)],
        "aspek": [{"aspek": k, "keadaan": "baik", "catatan": ""} for k in aspek(P)],
        "tanggal_kunjungan": "19/1/2011", "pemeriksa": [], "rekomendasi": rekomendasi,
        "alasan": "",
    }  # fmt: skip
    return given | ({} if rekomendasi == "layak" else {"kembalikan": "tidak"}) | changed


def back(*kolom, **changed):
    """The part of a sheet that returns these fields."""
    given = {
        "rekomendasi": "", "kembalikan": "ya", "kolom": list(kolom),
        "catatan": "Panjang pada sketsa berbeda", "tenggat": "2/2/2011",
    }  # fmt: skip
    return given | changed


def verify(session, tahun, one, pada=dunia.NOW, **changed):
    who = camat(session, pada)
    return dunia.fill(session, who, "verifikasi", tahun, KECAMATAN, sheet(**changed), key(one))


def send_back(session, tahun, one, *kolom, **changed):
    verify(session, tahun, one, **back(*kolom, **changed))
    session.flush()
    return session.scalars(select(Pengembalian).order_by(Pengembalian.id.desc())).first()


def mend(session, tahun, one, rows, place=SUKAMAJU, pada=dunia.NOW, **more):
    who = dunia.act(session, Peran.KPMD, place, pada=pada)
    answers = {
        "jawaban": [{"kolom": name, "menjadi": text} for name, text in rows.items()],
        **more,
    }
    return dunia.fill(session, who, "perbaikan-usulan", tahun, place, answers, key(one))


def refused(session, error, act, *args, **given):
    with pytest.raises(error) as told, session.begin_nested():
        act(session, *args, **given)
    return told.value


# --- the team -----------------------------------------------------------------------------------


def form_team(session, tahun, **changed):
    started, _ = alur.answers_for(session, flow("tim-verifikasi"), tahun, KECAMATAN, "")
    answers = {"anggota": TIM, "tugas": started["tugas"]} | changed
    return dunia.fill(session, camat(session), "tim-verifikasi", tahun, KECAMATAN, answers)


def test_the_team_begins_with_the_duties_of_the_profile_and_opens_as_it_was_kept(session, tahun):
    form_team(session, tahun)
    kept = session.get_one(TimVerifikasi, (tahun.id, str(KECAMATAN)))
    assert kept.anggota == TIM
    assert kept.tugas == list(P.tugas("verifikasi"))
    form_team(session, tahun, anggota=TIM[:1])
    assert len(kept.anggota) == 1
    answers, version = alur.answers_for(session, flow("tim-verifikasi"), tahun, KECAMATAN, "")
    assert (answers["anggota"][0]["nama"], version) == ("Ir. Darsono", kept.versi)


def test_nobody_is_twice_in_the_team(session, tahun):
    twice = [TIM[0], TIM[1] | {"nama": "ir. darsono"}]
    told = refused(session, Invalid, form_team, tahun, anggota=twice)
    assert "baris 1" in told.errors["anggota.1.nama"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (TIM, []),
        (TIM[1:], ["belum mempunyai ketua"]),
        (TIM[:1], ["Belum ada perempuan"]),
        ([TIM[0], TIM[1] | {"kedudukan": "ketua"}], ["2 ketua"]),
        ([], []),
    ],
)
def test_an_unusual_team_is_told_and_not_refused(session, tahun, rows, told):
    found = alur.PERINGATAN["tim-verifikasi"](session, tahun, KECAMATAN, {"anggota": rows})
    assert len(found) == len(told)
    assert all(part in text for part, text in zip(told, found, strict=True))


# --- the sheet ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jenis", "lembar"), [("prasarana", "prasarana"), ("spp", "simpan_pinjam")]
)
def test_a_sheet_asks_what_its_kind_asks(session, masuk, jenis, lembar):
    one, who = one_of(session, masuk, jenis), camat(session)
    form = flow("verifikasi")
    draft = draf.start(session, who, form, masuk, KECAMATAN, kunci="x", objek=key(one))
    typed = draf.whole(session, draft)
    assert typed["lembar"] == lembar
    assert [r["butir"] for r in typed["kelengkapan"]] == [b.kunci for b in checklist(P, lembar)]
    assert [r["pertanyaan"] for r in typed["khusus"]] == list(pertanyaan(P, lembar))
    draf.save(session, who, draft, form.steps[0], {"lembar": "kapasitas"})
    typed = draf.whole(session, draft)
    assert [r["pertanyaan"] for r in typed["khusus"]] == list(pertanyaan(P, "kapasitas"))


def test_a_sheet_is_kept_and_opens_as_it_was_kept(session, masuk):
    one = one_of(session, masuk)
    form_team(session, masuk)
    verify(session, masuk, one, rekomendasi="layak_perbaikan", alasan="Izin lahan menyusul",
           pemeriksa=["Ir. Darsono"])  # fmt: skip
    kept = session.get_one(Verifikasi, one.usulan_id)
    assert (kept.lembar, kept.rekomendasi) == ("prasarana", "layak_perbaikan")
    assert (kept.tanggal_kunjungan, kept.pemeriksa) == (date(2011, 1, 19), ["Ir. Darsono"])
    assert {row["keadaan"] for row in kept.kelengkapan} == {"ada"}
    assert set(kept.khusus) == set(pertanyaan(P, "prasarana"))
    answers, version = alur.answers_for(session, flow("verifikasi"), masuk, KECAMATAN, key(one))
    assert (answers["rekomendasi"], version) == ("layak_perbaikan", kept.versi)
    verify(session, masuk, one)
    assert kept.rekomendasi == "layak"
    assert one.usulan.status == "diteruskan"
    assert session.scalars(select(Jejak.tindakan).where(Jejak.tindakan == "verifikasi_usulan"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"rekomendasi": "tidak_layak"}, "alasan"),
        ({"rekomendasi": "layak_perbaikan"}, "alasan"),
        ({"rekomendasi": "", "kembalikan": "tidak"}, "rekomendasi"),
        ({"tanggal_kunjungan": "21/1/2011"}, "tanggal_kunjungan"),
        ({"kelengkapan": [{"butir": b.kunci, "keadaan": "tidak"}
                          for b in checklist(P, "prasarana")]}, "kelengkapan"),
        (back(), "kolom"),
        (back("volume", catatan=""), "catatan"),
        (back("volume", tenggat=""), "tenggat"),
        (back("volume", tenggat="20/1/2011"), "tenggat"),
        (back("kegiatan"), "kolom"),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_right_is_refused_beside_its_field(session, masuk, changed, field):
    one = one_of(session, masuk)
    told = refused(session, Invalid, verify, masuk, one, **changed)
    assert field in told.errors
    assert session.get(Verifikasi, one.usulan_id) is None
    assert one.usulan.status == "diteruskan"


@pytest.mark.parametrize(("tenggat", "fits"), [("13/2/2011", True), ("14/2/2011", False)])
def test_the_answer_is_due_before_the_meeting_that_was_invited_to(session, masuk, tenggat, fits):
    session.add(
        Undangan(
            acara="musrenbang_kecamatan", tahun_id=masuk.id, wilayah_kode=str(KECAMATAN),
            tanggal_surat=date(2011, 1, 18), tanggal=date(2011, 2, 14), jam_mulai=time(9),
            tempat="Aula", agenda=[], penerima=[], diubah=dunia.NOW,
        )
    )  # fmt: skip
    one = one_of(session, masuk)
    if fits:
        verify(session, masuk, one, **back("volume", tenggat=tenggat))
        return
    told = refused(session, Invalid, verify, masuk, one, **back("volume", tenggat=tenggat))
    assert "14 Februari 2011" in told.errors["tenggat"]


def test_what_was_decided_is_not_verified(session, masuk):
    dunia.hold_kecamatan(session, masuk)
    told = refused(session, Conflict, verify, masuk, one_of(session, masuk))
    assert "sudah diputuskan" in told.message


@pytest.mark.parametrize("objek", ["", "usulan:999999", "usulan:abc", "x"])
def test_a_proposal_that_did_not_come_is_not_verified(session, masuk, objek):
    for slug in ("verifikasi", "cabut-pengembalian"):
        with pytest.raises(NotFound, match=r"halaman verifikasi|tidak ada"):
            alur.answers_for(session, flow(slug), masuk, KECAMATAN, objek)


def test_a_village_s_own_proposal_that_stayed_there_is_not_verified(session, masuk):
    other = dunia.propose(session, masuk)
    with pytest.raises(NotFound, match="tidak masuk ke kecamatan"):
        alur.answers_for(session, flow("verifikasi"), masuk, KECAMATAN, f"usulan:{other.id}")


def test_a_sheet_changed_meanwhile_is_not_overwritten(session, masuk):
    one, who, form = one_of(session, masuk), camat(session), flow("verifikasi")
    slow = draf.start(session, who, form, masuk, KECAMATAN, kunci="a", objek=key(one))
    for step in form.steps:
        given = {k: v for k, v in sheet().items() if k in step.fields}
        draf.save(session, who, slow, step, given, done=True)
    session.add(
        Verifikasi(usulan_id=one.usulan_id, lembar="prasarana", diubah=dunia.NOW, khusus={},
                   kelengkapan=[], aspek=[], pemeriksa=[])
    )  # fmt: skip
    session.flush()
    with pytest.raises(Conflict, match="sudah diubah dari tempat lain"):
        kirim.submit(session, who, slow)


# --- to the village and back --------------------------------------------------------------------


def test_a_return_marks_fields_and_names_the_day(session, masuk):
    one = one_of(session, masuk)
    found = send_back(session, masuk, one, "biaya", "volume")
    assert found.kolom == ["volume", "biaya"]
    assert (found.tenggat, found.dijawab, one.usulan.status) == (
        date(2011, 2, 2), None, "dikembalikan",
    )  # fmt: skip
    moved = session.scalars(
        select(RiwayatStatus).where(RiwayatStatus.usulan_id == one.usulan_id)
    ).all()[-1]
    assert (moved.ke, moved.alasan) == ("dikembalikan", "Panjang pada sketsa berbeda")


def test_what_is_at_the_village_is_not_returned_again(session, masuk):
    one = one_of(session, masuk)
    send_back(session, masuk, one, "volume")
    told = refused(session, Conflict, verify, masuk, one, **back("volume"))
    assert "sudah dikembalikan ke desa sampai 2 Februari 2011" in told.message
    assert session.scalars(select(Pengembalian)).all()[1:] == []


def test_the_village_mends_the_marked_fields_of_the_same_record(session, masuk):
    one = one_of(session, masuk)
    before = dict(one.salinan)
    found = send_back(session, masuk, one, "volume", "biaya", "lokasi")
    mend(session, masuk, one, {"volume": "620", "biaya": "150.000.000", "lokasi": "RT 07"},
         dana=[{"sumber": "blm", "jumlah": "140.000.000"},
               {"sumber": "swadaya", "jumlah": "10.000.000"}])  # fmt: skip
    session.flush()
    session.expire_all()
    usulan = one.usulan
    assert (str(usulan.volume), usulan.biaya, usulan.lokasi) == ("620", 150_000_000, "RT 07")
    assert usulan.status == "diteruskan"
    assert found.jawaban["volume"] == {"semula": "140", "menjadi": "620"}
    assert found.jawaban["biaya"] == {"semula": 168_200_000, "menjadi": 150_000_000}
    assert [d["jumlah"] for d in found.jawaban["dana"]["menjadi"]] == [140_000_000, 10_000_000]
    assert found.dijawab is not None
    assert one.salinan == before
    now = current(one)
    assert (now["volume"], now["biaya"], now["biaya_sumber"], now["swadaya"]) == (
        "620", 150_000_000, 140_000_000, 10_000_000,
    )  # fmt: skip
    assert now["lokasi"] == "Dusun II, RT 07"
    assert now["nomor_ba"] == before["nomor_ba"]


def test_the_kecamatan_decides_on_what_was_mended(session, masuk):
    one = one_of(session, masuk)
    send_back(session, masuk, one, "volume", "biaya")
    mend(session, masuk, one, {"volume": "620", "biaya": "150.000.000"},
         dana=[{"sumber": "blm", "jumlah": "150.000.000"}])  # fmt: skip
    dunia.hold_kecamatan(session, masuk)
    kept = session.scalars(
        select(Keputusan).where(
            Keputusan.usulan_id == one.usulan_id, Keputusan.tingkat == "kecamatan"
        )
    ).one()
    assert (str(kept.volume), kept.biaya, kept.biaya_sumber) == ("620", 150_000_000, 150_000_000)


def test_the_meeting_sees_both_what_was_brought_and_what_was_mended(session, masuk):
    one = one_of(session, masuk)
    assert size_and_cost(one) == "140 meter · Rp168.200.000"
    send_back(session, masuk, one, "volume")
    mend(session, masuk, one, {"volume": "620"})
    assert size_and_cost(one) == (
        "620 meter · Rp168.200.000 (semula dalam Berita Acara desa: 140 meter · Rp168.200.000)"
    )


@pytest.mark.parametrize(
    ("asked", "rows", "more", "field"),
    [
        (["volume"], {"volume": "banyak"}, {}, "jawaban.0.menjadi"),
        (["volume"], {"volume": ""}, {}, "jawaban.0.menjadi"),
        (["pemanfaat_rtm"], {"pemanfaat_rtm": "131"}, {}, "jawaban.0.menjadi"),
        (["lokasi", "pemanfaat_l"], {"lokasi": "RT 01", "pemanfaat_l": "-2"}, {},
         "jawaban.1.menjadi"),
        (["pemanfaat_l"], {"pemanfaat_l": "0" }, {}, ""),
        (["biaya"], {"biaya": "2"}, {"dana": [{"sumber": "blm", "jumlah": "1"}]},
         "jawaban.0.menjadi"),
        (["dana"], {}, {"dana": [{"sumber": "blm", "jumlah": "1"}]}, "dana"),
        (["biaya"], {"biaya": "1"}, {"dana": [{"sumber": "emas", "jumlah": "1"}]},
         "dana.0.sumber"),
        (["biaya"], {"biaya": "1"}, {"dana": []}, "dana"),
        (["volume"], {"volume": "140"}, {}, "keterangan"),
        (["volume"], {}, {}, "keterangan"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_right_is_refused_beside_its_field(
    session, masuk, asked, rows, more, field
):
    one = one_of(session, masuk)
    send_back(session, masuk, one, *asked)
    if not field:
        mend(session, masuk, one, rows, **more)
        return
    told = refused(session, Invalid, mend, masuk, one, rows, **more)
    assert field in told.errors
    session.expire_all()
    assert one.usulan.status == "dikembalikan"
    assert one.usulan.biaya == 168_200_000


def test_a_village_may_keep_what_it_wrote_when_it_says_why(session, masuk):
    one = one_of(session, masuk)
    found = send_back(session, masuk, one, "volume")
    mend(session, masuk, one, {"volume": "140"}, keterangan="Sudah diukur ulang, tetap 140 meter")
    assert found.jawaban == {"volume": {"semula": "140", "menjadi": "140"}}
    assert current(one) is one.salinan
    assert one.usulan.status == "diteruskan"


def test_only_the_marked_fields_change_whatever_was_sent(session, masuk):
    one = one_of(session, masuk)
    send_back(session, masuk, one, "volume")
    mend(session, masuk, one, {"volume": "620", "kegiatan": "Lain", "biaya": "1"})
    assert (one.usulan.kegiatan, one.usulan.biaya) == ("Rabat beton 3", 168_200_000)


def test_a_late_answer_still_counts_until_the_kecamatan_withdraws(session, masuk):
    one = one_of(session, masuk)
    found = send_back(session, masuk, one, "volume")
    late = dunia.LATER
    row = next(r for r in papan.rows(session, masuk, KECAMATAN, date(2011, 3, 1)) if r.masuk is one)
    assert (row.keadaan, row.terlambat) == ("dikembalikan", True)
    mend(session, masuk, one, {"volume": "620"}, pada=late)
    assert found.dijawab == late


def cabut(session, tahun, one, alasan="Desa tidak menjawab"):
    answers = {"alasan_cabut": alasan}
    return dunia.fill(
        session, camat(session), "cabut-pengembalian", tahun, KECAMATAN, answers, key(one)
    )


def test_the_kecamatan_withdraws_with_a_reason(session, masuk):
    one = one_of(session, masuk)
    found = send_back(session, masuk, one, "volume")
    told = refused(session, Invalid, cabut, masuk, one, "")
    assert "alasan_cabut" in told.errors
    cabut(session, masuk, one)
    assert (one.usulan.status, found.jawaban) == ("diteruskan", {})
    assert "Desa tidak menjawab" in found.keterangan
    assert papan.rows(session, masuk, KECAMATAN, TODAY)[1].keadaan == "belum"
    with pytest.raises(NotReady, match="tidak sedang dikembalikan"):
        cabut(session, masuk, one)
    with pytest.raises(NotReady, match="tidak sedang dikembalikan"):
        mend(session, masuk, one, {"volume": "620"})


def test_an_answer_begun_before_the_withdrawal_is_not_kept(session, masuk):
    one, form = one_of(session, masuk), flow("perbaikan-usulan")
    send_back(session, masuk, one, "volume")
    who = dunia.act(session, Peran.KPMD)
    slow = draf.start(session, who, form, masuk, SUKAMAJU, kunci="a", objek=key(one))
    draf.save(session, who, slow, form.steps[0],
              {"jawaban": [{"kolom": "volume", "menjadi": "1"}]}, done=True)  # fmt: skip
    cabut(session, masuk, one)
    session.flush()
    with pytest.raises(Conflict, match="sudah diubah dari tempat lain"):
        kirim.submit(session, who, slow)


def test_another_village_does_not_answer(session, masuk):
    one = one_of(session, masuk)
    send_back(session, masuk, one, "volume")
    for objek in (key(one), "usulan:999999", ""):
        with pytest.raises(NotFound):
            alur.answers_for(session, flow("perbaikan-usulan"), masuk, SUKAMULYA, objek)


def test_a_proposal_may_go_back_more_than_once(session, masuk):
    one = one_of(session, masuk)
    send_back(session, masuk, one, "volume")
    mend(session, masuk, one, {"volume": "620"})
    send_back(session, masuk, one, "satuan")
    mend(session, masuk, one, {"satuan": "m"})
    now = current(one)
    assert (now["volume"], now["satuan"]) == ("620", "m")
    assert len(one.usulan.pengembalian) == 2


# --- before the meeting -------------------------------------------------------------------------


def test_the_meeting_waits_for_what_is_at_a_village(session, masuk, kantor):
    one = one_of(session, masuk)
    send_back(session, masuk, one, "volume")
    rows = [r for r in dunia.rank(session, masuk, "blm") if r["usulan_id"] != str(one.usulan_id)]
    dunia.hold_kecamatan(session, masuk, prioritas_blm=rows)
    with pytest.raises(NotReady, match="masih dikembalikan ke desa"):
        kantor.issue(masuk, "ba_musrenbang_kecamatan", KECAMATAN)


def test_after_the_berita_acara_nothing_is_verified(session, masuk, kantor):
    one = one_of(session, masuk)
    dunia.hold_kecamatan(session, masuk)
    kantor.issue(masuk, "ba_musrenbang_kecamatan", KECAMATAN)
    refused(session, Conflict, verify, masuk, one)


def test_unverified_blm_proposals_are_told_and_refused_by_switch_only(session, masuk):
    found = papan.attention(session, masuk, KECAMATAN, {})
    assert found[0].startswith("2 usulan belum mempunyai rekomendasi")
    for jenis, lembar in (("spp", "simpan_pinjam"), ("prasarana", "prasarana")):
        verify(session, masuk, one_of(session, masuk, jenis), lembar=lembar)
        left = papan.unverified(session, masuk, KECAMATAN)
    assert left == []
    assert papan.attention(session, masuk, KECAMATAN, {}) == []


def test_the_switches_of_the_profile_count(session, masuk):
    who = dunia.act(session, Peran.BAPPEDA)
    for name in ("verifikasi_blm_wajib", "verifikasi_apbd"):
        tahun_perencanaan.change_parameter(session, who, masuk, {name: True}, "Kesepakatan")
    assert papan.attention(session, masuk, KECAMATAN, {})[0].startswith("3 usulan")
    with pytest.raises(Invalid) as told:
        dunia.hold_kecamatan(session, masuk)
    assert "prioritas_blm" in told.value.errors
