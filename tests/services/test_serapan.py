"""Budgets against proposals, end to end: a case computed by hand, exact on both engines."""

from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import event, func, select

from musren.adapters.berkas_tabel import read_table
from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act, Pelaku, Penugasan, Peran
from musren.domain.wilayah import RegionCode
from musren.integration.serapan import DIMENSI, PENYEBUT, BarisSerapan
from musren.integration.serapan import rates as by_rule
from musren.models.jejak import Jejak
from musren.models.prioritas import Pendanaan
from musren.models.serapan import BarisAnggaran, Serapan, TidakTerserap
from musren.models.usulan import RiwayatStatus, Usulan
from musren.models.wilayah import Wilayah
from musren.services import serapan
from musren.services.anggaran import alasan, kaitan
from musren.services.anggaran.impor import import_lines
from musren.services.anggaran.kaitan import Pembagian, set_shares
from musren.services.kecamatan import incoming
from musren.services.rkp.lalu import last_years
from musren.services.serapan import rates
from tests import dunia
from tests import kabupaten_dunia as kab
from tests.dunia import KABUPATEN, KECAMATAN, SUKAMAJU, SUKAMULYA
from tests.services.test_corong import scatter

JUTA = 1_000_000


def bappeda(session) -> Act:
    return kab.bappeda(session)


def take(session, year, text: str, place=KABUPATEN, who: Act | None = None):
    return import_lines(
        session, who or bappeda(session), year, place, read_table(text.encode()),
        nama_berkas="apbd.csv",
    )  # fmt: skip


def lines(session) -> list[BarisAnggaran]:
    return list(session.scalars(select(BarisAnggaran).order_by(BarisAnggaran.id)))


@pytest.fixture
def decreed(kantor, tahun):
    """Five APBD proposals decreed by the camat: 200, 200, 350, 40 and 150 million."""
    return kab.decreed(kantor, tahun)


def apbd(*rows: str) -> str:
    return "\n".join(["Kode Kegiatan,SKPD,Nama Kegiatan,Desa,Kecamatan,Lokasi,Pagu (Rp),Kode Usulan",
                      *rows])  # fmt: skip


def one_case(decreed) -> str:
    road, bridge, clinic, scales, _market = decreed
    return apbd(
        f"1.01,Dinas PU,Peningkatan jalan,,,,200.000.000,{road.kode}",
        f"1.02,DPU,Jembatan dua desa,,,,150.000.000,{bridge.kode.upper()}",
        f"1.03,Dinas Kesehatan,{scales.kegiatan},Sukamaju,Sukaraya,,50.000.000,",
        "1.04,Dinas PU,Gedung olahraga,,,,900.000.000,",
        f"1.05,Dinas PU,Paket gedung,,,,100.000.000,{clinic.kode} {bridge.kode}",
    )


def test_the_case_computed_by_hand_is_exact(session, tahun, decreed):
    """940 million decreed for five proposals; 200 of 200, 150 + 20 of 200, 80 of 350, 50 of 40."""
    road, bridge, clinic, scales, market = decreed
    told = take(session, tahun, one_case(decreed))
    assert (told.rows, told.taken, told.matched, told.parked) == (5, 5, 3, 2)
    assert told.sum == 1400 * JUTA
    shared = lines(session)[4]
    set_shares(
        session, bappeda(session), tahun, shared, versi=shared.versi,
        given=[Pembagian(usulan_id=clinic.id, jumlah=80 * JUTA),
               Pembagian(usulan_id=bridge.id, jumlah=20 * JUTA)],
    )  # fmt: skip
    ((_, whole),) = rates(session, tahun, KABUPATEN, "spc").baris
    assert (whole.usulan, whole.terserap, whole.penuh) == (5, 4, 2)
    assert (whole.rupiah, whole.rupiah_terserap) == (940 * JUTA, 500 * JUTA)
    assert (whole.persen_usulan, whole.persen_rupiah) == (Decimal("80.0"), Decimal("53.2"))
    assert whole.teks == (
        "4 dari 5 usulan yang ditetapkan Camat masuk anggaran (80,0%), senilai Rp500.000.000 dari "
        "Rp940.000.000 (53,2%)."
    )
    by_skpd = rates(session, tahun, KABUPATEN, "spc", "skpd").baris
    assert [(n, r.usulan, r.terserap, r.rupiah // JUTA, r.rupiah_terserap // JUTA)
            for n, r in by_skpd] == [
        ("Dinas Kesehatan", 1, 1, 40, 50), ("Dinas Pasar", 1, 0, 150, 0),
        ("Dinas Pekerjaan Umum", 3, 3, 750, 450),
    ]  # fmt: skip
    ((_, by_source),) = rates(session, tahun, KABUPATEN, "spc", "sumber", "apbd").baris
    assert by_source.penyebut == "usulan yang ditetapkan Camat untuk APBD"
    assert {one.status for one in (road, bridge, clinic, scales)} == {"masuk_anggaran"}
    assert market.status == "ditetapkan_camat"
    (nothing,) = rates(session, tahun, KABUPATEN, "diterima_kabupaten").baris
    assert nothing[1].usulan == 0


def test_the_same_file_again_changes_nothing_and_a_changed_line_keeps_its_links(
    session, tahun, decreed
):
    take(session, tahun, one_case(decreed))
    before = session.scalar(select(func.count()).select_from(Jejak))
    again = take(session, tahun, one_case(decreed))
    assert (again.taken, again.changed, again.matched, again.parked) == (0, 0, 3, 2)
    assert session.scalar(select(func.count()).select_from(Jejak)) == before
    cheaper = one_case(decreed).replace("200.000.000", "180.000.000")
    changed = take(session, tahun, cheaper)
    assert (changed.taken, changed.changed) == (0, 1)
    line = lines(session)[0]
    assert (line.pagu, line.serapan[0].jumlah) == (180 * JUTA, 180 * JUTA)
    trace = session.scalars(select(Jejak).where(Jejak.tindakan == "ubah_baris_anggaran")).one()
    assert trace.rincian == {"pagu": ["200000000", "180000000"]}


def test_a_line_may_not_shrink_below_what_people_shared_out(session, tahun, decreed):
    take(session, tahun, one_case(decreed))
    line = lines(session)[4]
    set_shares(session, bappeda(session), tahun, line, versi=line.versi,
               given=[Pembagian(usulan_id=decreed[2].id, jumlah=90 * JUTA)])  # fmt: skip
    told = take(session, tahun, one_case(decreed).replace("100.000.000", "80.000.000"))
    assert [(e.row, e.field) for e in told.errors] == [(6, "pagu")]
    assert "Kurangi dahulu" in told.errors[0].message
    assert line.pagu == 100 * JUTA


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("1,PU,Jalan,,,,minus satu,", "pagu"),
        ("1,PU,Jalan,,,,-5,", "pagu"),
        ("1,PU,Jalan,,,,0,", "pagu"),
        ("1,PU,Jalan,,,,,", "pagu"),
        ('1,PU,Jalan,,,,"12,5",', "pagu"),
        ("1,PU,Jalan,,,,99999999999999999999,", "pagu"),
        ("1,PU,,,,,5000000,", "kegiatan"),
        ("1,PU,JUMLAH,,,,5000000,", "kegiatan"),
        (f"1,PU,{'x' * 400},,,,5000000,", "kegiatan"),
        ("1,PU,Jalan,99.02.01.2001,,,5000000,", "desa_kode"),
        ("1,PU,Jalan,99,,,5000000,", "desa_kode"),
        ("1,PU,Jalan,99.01.01,,,5000000,", "desa_kode"),
        ("1,PU,Jalan,,,,5000000,,lebih", ""),
    ],
)
def test_a_row_nobody_can_use_is_refused_with_its_number_and_field(session, tahun, row, field):
    told = take(session, tahun, apbd(row, "2,PU,Jembatan,,,,7.000.000,"))
    assert [(e.row, e.field) for e in told.errors] == [(2, field)]
    assert (told.taken, told.sum) == (1, 7 * JUTA)


@pytest.mark.parametrize("heads", ["Nama,Desa\nA,B", "Kegiatan,Desa\nJalan,Sukamaju", "x\ny"])
def test_a_table_without_activity_and_amount_is_refused_whole(session, tahun, heads):
    with pytest.raises(Invalid, match="“Kegiatan” dan “Pagu”"):
        take(session, tahun, heads)
    assert lines(session) == []


def test_a_place_nobody_knows_is_kept_with_the_location(session, tahun):
    take(session, tahun, apbd("1,PU,Jalan,Entah,Di mana,Blok A,5000000,"))
    (line,) = lines(session)
    assert (line.desa_kode, line.kecamatan_kode, line.lokasi) == (
        None,
        None,
        "Blok A, Di mana, Entah",
    )
    assert (line.keadaan, line.alasan[:12]) == ("parkir", "Baris tidak ")


def test_a_proposal_nobody_decided_on_waits_with_its_state(session, tahun):
    made = dunia.propose(session, tahun)
    take(session, tahun, apbd(f"1,PU,Jalan,,,,5000000,{made.kode}"))
    (line,) = lines(session)
    assert line.keadaan == "parkir"
    assert "berstatus “Diajukan”" in line.alasan
    with pytest.raises(Invalid, match="belum dapat dibiayai"):
        set_shares(session, bappeda(session), tahun, line, versi=line.versi,
                   given=[Pembagian(usulan_id=made.id, jumlah=1)])  # fmt: skip


def test_a_line_that_waits_is_looked_at_again_when_the_file_comes_again(session, tahun, decreed):
    text = apbd("1,PU,Pasar,,,,150000000,")
    take(session, tahun, text)
    assert lines(session)[0].keadaan == "parkir"
    told = take(session, tahun, text.replace("150000000,", f"150000000,{decreed[4].kode}"))
    assert (told.taken, told.parked, told.matched) == (1, 1, 1)


def shared_line(session, tahun, decreed) -> BarisAnggaran:
    take(session, tahun, apbd(f"1,PU,Jalan,,,,200.000.000,{decreed[0].kode}"))
    return lines(session)[0]


@pytest.mark.parametrize(
    ("amounts", "field"),
    [((100, 101), ""), ((0, 5), "0.jumlah"), ((None, 5), "0.jumlah"), ((-1, 5), "0.jumlah")],
)
def test_shares_are_more_than_nothing_and_no_more_than_the_line(
    session, tahun, decreed, amounts, field
):
    line = shared_line(session, tahun, decreed)
    given = [Pembagian(usulan_id=u.id, jumlah=a if a is None else a * JUTA)
             for u, a in zip(decreed, amounts, strict=False)]  # fmt: skip
    with pytest.raises(Invalid) as refused:
        set_shares(session, bappeda(session), tahun, line, given, versi=line.versi)
    assert field in refused.value.errors
    assert [one.jumlah for one in line.serapan] == [200 * JUTA]


def test_unlinking_the_last_share_moves_the_proposal_back(session, tahun, decreed):
    line = shared_line(session, tahun, decreed)
    road, bridge = decreed[:2]
    version = line.versi
    set_shares(session, bappeda(session), tahun, line, versi=version,
               given=[Pembagian(usulan_id=bridge.id, jumlah=5)])  # fmt: skip
    assert (road.status, bridge.status) == ("ditetapkan_camat", "masuk_anggaran")
    with pytest.raises(Conflict):
        set_shares(session, bappeda(session), tahun, line, (), versi=version)
    set_shares(session, bappeda(session), tahun, line, (), versi=line.versi)
    assert (bridge.status, line.keadaan, line.serapan) == ("ditetapkan_camat", "parkir", [])


def test_more_than_it_costs_is_told_and_not_forbidden(session, tahun, decreed):
    line = shared_line(session, tahun, decreed)
    told = set_shares(session, bappeda(session), tahun, line, versi=line.versi,
                      given=[Pembagian(usulan_id=decreed[3].id, jumlah=41 * JUTA)])  # fmt: skip
    assert [one for one in told if "lebih besar dari biayanya" in one]


def test_a_line_is_ignored_with_a_reason_and_taken_back(session, tahun, decreed):
    line = shared_line(session, tahun, decreed)
    who = bappeda(session)
    with pytest.raises(Invalid, match="Lepaskan dahulu"):
        kaitan.ignore(session, who, line, "Bukan usulan", line.versi)
    set_shares(session, who, tahun, line, (), versi=line.versi)
    with pytest.raises(Invalid, match="alasan"):
        kaitan.ignore(session, who, line, " \u200b ", line.versi)
    kaitan.ignore(session, who, line, "Belanja rutin kantor", line.versi)
    assert (line.keadaan, line.alasan) == ("abaikan", "Belanja rutin kantor")
    take(session, tahun, apbd(f"1,PU,Jalan,,,,200.000.000,{decreed[0].kode}"))
    assert line.keadaan == "abaikan"
    kaitan.restore(session, who, tahun, line, line.versi)
    assert (line.keadaan, decreed[0].status) == ("cocok", "masuk_anggaran")


def test_a_line_of_another_village_is_not_found(session, tahun, decreed):
    line = shared_line(session, tahun, decreed)
    assert kaitan.find(session, tahun, KABUPATEN, line.id) is line
    with pytest.raises(NotFound):
        kaitan.find(session, tahun, SUKAMAJU, line.id)


def test_what_the_blm_pays_counts_without_being_typed(session, tahun, kantor):
    made = kantor.village_signed(tahun, SUKAMAJU, dunia.kinds("blm", "mkp", "add"))
    dunia.hold_kecamatan(session, tahun)
    kantor.signed(tahun, "ba_musrenbang_kecamatan", KECAMATAN)
    kantor.signed(tahun, "spc", KECAMATAN)
    ((_, told),) = rates(session, tahun, KABUPATEN, "spc").baris
    assert (told.usulan, told.terserap, told.penuh) == (2, 2, 2)
    assert told.rupiah_terserap == told.rupiah == 226_700_000
    women = dict(rates(session, tahun, SUKAMAJU, "disepakati_desa", "asal").baris)
    assert (women["1"].kelompok, women["1"].terserap, women["1"].rupiah) == ("MKP", 1, 58_500_000)
    assert women["0"].usulan == 2
    assert serapan.origins(session, tahun, KABUPATEN) == [(serapan.BY_BLM, 2, 226_700_000)]
    text = "Kegiatan,Pagu\nGorong-gorong 3,30.000.000\nHonor perangkat,12.000.000\n"
    who = dunia.act(session, Peran.SEKDES, pada=kab.DAY)
    own = take(session, tahun, text, SUKAMAJU, who)
    assert (own.matched, own.parked) == (1, 1)
    assert made[2].status == "masuk_anggaran"
    ((_, told),) = rates(session, tahun, SUKAMAJU, "disepakati_desa").baris
    assert (told.usulan, told.terserap, told.rupiah_terserap) == (3, 3, 256_700_000)
    assert [one[1:] for one in serapan.origins(session, tahun, SUKAMAJU)] == [
        (2, 226_700_000), (1, 30_000_000)]  # fmt: skip


def test_left_out_ones_get_one_reason_and_come_back_next_year_with_it(session, tahun, decreed):
    take(session, tahun, one_case(decreed))
    who = bappeda(session)
    waiting = alasan.waiting(session, tahun, KABUPATEN)
    assert [one.kegiatan for one in waiting] == ["Gedung Puskesmas pembantu", "Pasar desa"]
    assert [o.id for o in alasan.waiting(session, tahun, KABUPATEN, "Dinas Pasar")] == [
        decreed[4].id
    ]
    ids = [one.id for one in waiting]
    for wrong in ({"alasan": "gaib"}, {"alasan": "lain"}):
        with pytest.raises(Invalid):
            alasan.set_reason(session, who, tahun, KABUPATEN, ids, keterangan="", **wrong)
    with pytest.raises(NotFound):
        alasan.set_reason(
            session, who, tahun, KABUPATEN, [decreed[0].id], alasan="dana", keterangan=""
        )
    count = alasan.set_reason(session, who, tahun, KABUPATEN, ids, alasan="dana",
                              keterangan="Pagu habis")  # fmt: skip
    assert count == 2
    assert {decreed[2].status, decreed[4].status} == {"tidak_masuk_anggaran"}
    following = dunia.year(session, 2012)
    told = {o.usulan.id: o.lanjutan for o in last_years(session, following, SUKAMAJU)}
    assert told[decreed[4].id].ditawarkan
    assert told[decreed[4].id].riwayat == (
        "Tahun 2011: tidak masuk anggaran (Dana tidak mencukupi: Pagu habis)."
    )
    assert alasan.take_back(session, who, tahun, KABUPATEN, [decreed[2].id]) == 1
    assert decreed[2].status == "ditetapkan_camat"
    take(session, tahun, apbd(f"9,PU,Pasar,,,,1000000,{decreed[4].kode}"))
    assert decreed[4].status == "masuk_anggaran"
    assert session.get(TidakTerserap, decreed[4].id) is None


def of_rule(session, tahun) -> list[BarisSerapan]:
    """What the rule is told of every proposal of the year, read back one by one."""
    found = serapan.facts(tahun, KABUPATEN, {})
    return [
        BarisSerapan(
            str(row.id), row.desa, row.kecamatan, row.sumber, row.skpd, row.bidang, bool(row.mkp),
            {p: getattr(row, f"n_{p}") for p in PENYEBUT if getattr(row, f"t_{p}")}, row.serapan,
        )
        for row in session.execute(select(found))
    ]  # fmt: skip


@pytest.mark.parametrize("penyebut", list(PENYEBUT))
def test_the_database_counts_what_the_rule_counts(session, tahun, penyebut):
    scatter(session, tahun, 3)
    chance = Random(1)
    for one in session.scalars(select(Usulan)):
        one.bidang, one.skpd = chance.choice(("", "Fisik")), chance.choice(("", "Dinas X"))
    session.flush()
    rows = of_rule(session, tahun)
    for dimensi in DIMENSI:
        told = [r for _, r in rates(session, tahun, KABUPATEN, penyebut, dimensi).baris]
        wanted = by_rule(rows, penyebut, dimensi)
        numbers = lambda rs: sorted(  # noqa: E731
            (r.usulan, r.terserap, r.penuh, r.rupiah, r.rupiah_terserap, r.tanpa_biaya) for r in rs
        )
        assert numbers(told) == numbers(wanted)


def test_the_rates_of_a_kabupaten_are_few_statements(session, tahun, decreed):
    take(session, tahun, one_case(decreed))
    session.flush()
    seen: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    rates(session, tahun, KABUPATEN, "spc", "desa")
    assert len(seen) <= 3
    assert {one.desa_kode for one in decreed} == {str(SUKAMAJU)} != {str(SUKAMULYA)}
    assert session.scalar(select(func.count()).select_from(Serapan)) == 3


def test_what_forums_shared_out_is_asked_for_once_for_all_kecamatan(session, tahun):
    """And only for the kecamatan one looks at."""
    other = RegionCode("99.01.09")
    session.add(Wilayah(kode=str(other), nama="Karangraya", tingkat=3, induk_kode="99.01"))
    session.flush()

    def asked(place: RegionCode) -> list[str]:
        """With which values each statement came."""
        seen: list[str] = []
        engine = session.get_bind()

        def note(*args: object) -> None:
            seen.append(str(args[3]))

        event.listen(engine, "before_cursor_execute", note)
        serapan.extras(session, tahun, place)
        event.remove(engine, "before_cursor_execute", note)
        return seen

    counts = []
    for kode in (KECAMATAN, other):
        session.add(Pendanaan(
            tahun_id=tahun.id, kecamatan_kode=str(kode), pagu=10**9, op_upk=0, op_tpk=0,
            spp_maks=0, pilihan_sisa="tambah_volume", tambahan=[], diubah=kab.DAY,
        ))  # fmt: skip
        session.flush()
        counts.append(len(asked(KABUPATEN)))
    assert counts[0] == counts[1]
    assert not any(f"'{KECAMATAN}'" in one for one in asked(other))


def test_an_agency_may_not_keep_the_budget(session, tahun, decreed):
    held = Penugasan(peran=Peran.SKPD, wilayah=KABUPATEN, mulai=kab.DAY.date(), skpd="Dinas PU")
    who = Act(oleh=Pelaku(id=0, nama="x", penugasan=(held,)), pada=kab.DAY)
    with pytest.raises(Exception, match="Bappeda"):
        take(session, tahun, one_case(decreed), who=who)
    assert (
        session.scalars(select(RiwayatStatus).where(RiwayatStatus.ke == "masuk_anggaran")).all()
        == []
    )


@pytest.mark.parametrize("how", ["kode", "mirip"])
def test_no_budget_stops_a_proposal_on_its_way_to_the_kecamatan(session, tahun, kantor, how):
    """Until the village's Berita Acara is signed it is neither paid nor left out, and told so."""
    made = dunia.village(session, tahun, given=dunia.kinds("blm", "apbd", "add"))
    dunia.hold(session, tahun, dunia.agree(made))
    road, asphalt, drain = made
    kades, code = dunia.act(session, Peran.KEPALA_DESA), road.kode if how == "kode" else ""
    take(session, tahun, apbd(f"1,,{road.kegiatan},,,,100.000.000,{code}"), SUKAMAJU, kades)
    (line,) = lines(session)
    assert (line.keadaan, line.serapan) == ("parkir", [])
    if how == "kode":
        assert "belum dapat dibiayai" in line.alasan
    with pytest.raises(Invalid, match="belum dapat dibiayai"):
        set_shares(session, kades, tahun, line, [Pembagian(usulan_id=road.id, jumlah=5)],
                   versi=line.versi)  # fmt: skip
    assert [one.id for one in alasan.waiting(session, tahun, SUKAMAJU)] == [drain.id]
    kantor.signed(tahun, "ba_musrenbangdes")
    assert [u.status for u in made] == ["diteruskan", "diteruskan", "disepakati"]
    assert asphalt.id in {one.usulan_id for one in incoming(session, tahun, KECAMATAN)}
