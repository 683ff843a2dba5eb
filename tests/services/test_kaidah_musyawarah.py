"""One set of rules for every meeting: its day, who came, who led; hard only where it is said."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from musren.domain.errors import Invalid
from musren.domain.peran import Peran
from musren.forms.alur import FLOWS, flow
from musren.services.alur import PERINGATAN, answers_for
from musren.services.musyawarah import complaints
from musren.services.tahun import change_parameter
from tests import dunia, rpjm_dunia
from tests import kabupaten_dunia as kab
from tests.dunia import KABUPATEN, KECAMATAN, SUKAMAJU, agree, attendee, fill, hadir, mkp_agrees
from tests.services import pkd_uji

HELD = {
    "sosialisasi": "sosialisasi", "pelatihan": "pelatihan", "lokakarya-desa": "lokakarya_desa",
    "penggalian-gagasan": "pertemuan_pkd", "musrenbangdes-rpjm": "musrenbangdes_rpjm",
    "rapat-bpd-rpjm": "rapat_bpd_rpjm", "mkp": "mkp", "musrenbangdes": "musrenbangdes_rkp",
    "rapat-bpd-lkpj": "rapat_bpd_lkpj", "musrenbang-kecamatan": "musrenbang_kecamatan",
    "rakor-perencana": "rakor_perencana", "forum-skpd": "forum_skpd",
    "musrenbang-kabupaten": "musrenbang_kabupaten", "hearing-dprd": "hearing_dprd",
}  # fmt: skip
MEN = [row | {"jk": "L"} for row in hadir()]
WITH_WOMEN = sorted(set(HELD) - {"mkp"})
"""Forms of meetings that may be held without women unless the profile refuses it."""


def place_of(slug: str) -> Any:
    return {"desa": SUKAMAJU, "kecamatan": KECAMATAN, "kabupaten": KABUPATEN}[flow(slug).tingkat]


def set_rules(session, tahun, **changes: Any) -> None:
    who = dunia.act(session, Peran.BAPPEDA)
    change_parameter(session, who, tahun, changes, "Kesepakatan kabupaten")


def simple(slug: str, peran: Peran = Peran.KPMD) -> Callable[..., Any]:
    """A meeting that only records who came and what was agreed."""

    def send(session, tahun, **changed):
        answers = {
            "tanggal": "15/1/2011", "jam_mulai": "09.00", "jam_selesai": "12.00",
            "tempat": "Balai Desa", "agenda": [{"acara": "Pembahasan"}], "hadir": hadir(),
            "kelompok_nama": "", "materi": [{"judul": "Panduan", "penyaji": "FK"}],
            "pimpinan_nama": "Peserta 10", "pimpinan_unsur": "BPD", "notulis_nama": "Peserta 11",
            "notulis_unsur": "BPD", "cara_putusan": "mufakat", "keputusan_lain": "Diterima",
            "wakil_masyarakat": [attendee(row) for row in hadir()[:3]],
        } | changed  # fmt: skip
        return fill(session, dunia.act(session, peran), slug, tahun, SUKAMAJU, answers)

    return send


def _musrenbangdes(session, tahun, **changed):
    return dunia.hold(session, tahun, agree(dunia.village(session, tahun)), **changed)


def _mkp(session, tahun, **changed):
    made = dunia.village(session, tahun, given=dunia.kinds("mkp", "spp"))
    return dunia.hold_mkp(session, tahun, mkp_agrees(made), **changed)


def _rpjm(session, tahun, **changed):
    rpjm_dunia.village(session, tahun)
    return rpjm_dunia.hold(session, tahun, **changed)


def _bpd(session, tahun, **changed):
    rpjm_dunia.village(session, tahun)
    return rpjm_dunia.hold_bpd(session, tahun, **changed)


def above(slug: str, objek: str = "", **more: Any) -> Callable[..., Any]:
    """A meeting of the kabupaten."""

    def send(session, tahun, **changed):
        kab.office(session, tahun)
        people = [
            {k: v for k, v in row.items() if k != "rtm"}  # not asked at the kabupaten
            for row in changed.pop("hadir", kab.present())
        ]
        led = {"pimpinan_nama": people[6]["nama"], "notulis_nama": people[7]["nama"]}
        chosen = [attendee(row) for row in people[:3]]
        answers = kab.meeting("17/1/2011", hadir=people, wakil_utusan=chosen, **led)
        given = answers | more | changed
        asked = {name for step in flow(slug).steps for name in step.fields}
        answers = {name: value for name, value in given.items() if name in asked}
        return fill(session, kab.bappeda(session), slug, tahun, KABUPATEN, answers, objek)

    return send


PLAIN = {"materi": [{"judul": "Hasil kecamatan"}], "keputusan_lain": "Diterima"}
SEND: dict[str, Callable[..., Any]] = {
    "sosialisasi": simple("sosialisasi"), "pelatihan": simple("pelatihan"),
    "lokakarya-desa": simple("lokakarya-desa"),
    "rapat-bpd-lkpj": simple("rapat-bpd-lkpj", Peran.BPD),
    "penggalian-gagasan": pkd_uji.meet, "musrenbangdes": _musrenbangdes, "mkp": _mkp,
    "musrenbangdes-rpjm": _rpjm, "rapat-bpd-rpjm": _bpd,
    "rakor-perencana": above("rakor-perencana", **PLAIN),
    "hearing-dprd": above("hearing-dprd", **PLAIN),
    "forum-skpd": above("forum-skpd", kab.SKPD_ROADS, putusan_forum=[]),
    "musrenbang-kabupaten": above("musrenbang-kabupaten", putusan_kabupaten=[]),
}  # fmt: skip


@pytest.fixture
def desa(session, tahun):
    fill(session, dunia.act(session, Peran.KPMD), "profil-desa", tahun, SUKAMAJU, dunia.PROFIL)
    return tahun


def refused(session, tahun, slug, **changed):
    with pytest.raises(Invalid) as told, session.begin_nested():
        SEND[slug](session, tahun, **changed)
    return told.value.errors


def test_every_form_with_attendance_is_among_these():
    with_attendance = {
        form.slug for form in FLOWS.values() if any("hadir" in s.fields for s in form.steps)
    }
    assert with_attendance == set(HELD)
    assert with_attendance == {*SEND, "musrenbang-kecamatan"}


@pytest.mark.parametrize("slug", HELD)
def test_a_late_invitation_is_pointed_out_at_every_meeting_and_refuses_none(session, tahun, slug):
    values = {
        "tanggal": date(2011, 1, 17), "undangan_tanggal": date(2011, 1, 16), "hadir": hadir(),
        "pimpinan_nama": "Peserta 1", "notulis_nama": "Peserta 2", "cara_putusan": "mufakat",
    }  # fmt: skip
    told = PERINGATAN[slug](session, tahun, place_of(slug), values)
    assert sum("hanya 1 hari sebelum musyawarah" in one for one in told) == 1
    assert not any(complaints(HELD[slug], tahun, values).values())


@pytest.mark.parametrize("slug", sorted(SEND))
@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"tanggal": "15/1/2014"}, "tanggal", "di luar tahun perencanaan 2011"),
        ({"undangan_tanggal": "30/1/2011"}, "tanggal", "mendahului undangannya"),
        ({"notulis_nama": "Orang Lain"}, "notulis_nama", "tidak ada dalam daftar hadir"),
    ],
)
def test_what_the_profile_refuses_is_refused_by_every_form(
    session, desa, slug, changed, field, told
):
    assert told in refused(session, desa, slug, **changed)[field]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"tanggal": "15/1/2014"}, "tanggal"),
        ({"undangan_tanggal": "20/2/2011"}, "tanggal"),
        ({"notulis_nama": "Orang Lain"}, "notulis_nama"),
    ],
)
def test_the_meeting_of_the_kecamatan_has_the_same_rules(session, tahun, kantor, changed, field):
    kantor.village_signed(tahun)
    with pytest.raises(Invalid) as told, session.begin_nested():
        dunia.hold_kecamatan(session, tahun, **changed)
    assert told.value.errors.keys() == {field}


@pytest.mark.parametrize("slug", sorted(set(SEND) - {"mkp"}))
def test_men_alone_are_refused_by_every_form_once_the_kabupaten_says_so(session, desa, slug):
    set_rules(session, desa, hadir_wajib_perempuan=True)
    assert "Belum ada perempuan" in refused(session, desa, slug, hadir=MEN)["hadir"]


@pytest.mark.parametrize("slug", WITH_WOMEN)
def test_what_refuses_is_never_listed_as_if_it_did_not(session, tahun, slug):
    values = {"tanggal": date(2011, 1, 17), "hadir": MEN}
    place = place_of(slug)
    assert any("perempuan" in one for one in PERINGATAN[slug](session, tahun, place, values))
    set_rules(session, tahun, hadir_wajib_perempuan=True)
    assert not any("perempuan" in one for one in PERINGATAN[slug](session, tahun, place, values))
    assert "Belum ada perempuan" in " ".join(complaints(
        HELD[slug], tahun, values | {"cara_putusan": "mufakat"}
    )["hadir"])  # fmt: skip


def test_a_women_meeting_of_men_is_refused_and_not_only_pointed_out(session, tahun):
    values = {"tanggal": date(2011, 1, 17), "hadir": MEN, "cara_putusan": "mufakat"}
    assert not any("belum ada perempuan" in one for one in PERINGATAN["mkp"](
        session, tahun, SUKAMAJU, values
    ))  # fmt: skip
    assert "belum ada perempuan" in " ".join(complaints("mkp", tahun, values)["hadir"])


@pytest.mark.parametrize(
    ("switch", "changed", "told"),
    [
        ("tanggal_di_luar_tahun_ditolak", {"tanggal": "15/1/2014"}, "di luar tahun"),
        ("undangan_sesudah_acara_ditolak", {"undangan_tanggal": "30/1/2011"}, "mendahului"),
        ("pimpinan_harus_hadir", {"notulis_nama": "Orang Lain"}, "Notulis Orang Lain"),
    ],
)
def test_a_rule_the_kabupaten_switched_off_only_warns(session, desa, switch, changed, told):
    set_rules(session, desa, **{switch: False})
    assert SEND["sosialisasi"](session, desa, **changed)
    step = {name: s for s in flow("sosialisasi").steps for name in s.fields}
    values = {"hadir": hadir(), "tanggal": date(2011, 1, 15)}
    values |= {n: step[n].fields[n].parse(raw) for n, raw in changed.items()}
    warned = PERINGATAN["sosialisasi"](session, desa, SUKAMAJU, values)
    assert any(told in one for one in warned)


@pytest.mark.parametrize(("slug", "few"), [("lokakarya-desa", 4), ("penggalian-gagasan", 2)])
def test_an_attendance_list_that_was_not_copied_yet_is_refused(session, desa, slug, few):
    present = hadir(few)
    short = {"hadir": present, "pimpinan_nama": "Peserta 1", "notulis_nama": "Peserta 2"}
    assert f"paling sedikit {few + 1} orang" in refused(session, desa, slug, **short)["hadir"]


def test_the_kabupaten_decides_how_many_make_a_meeting(session, tahun):
    values = {"tanggal": date(2011, 1, 17), "hadir": hadir(4), "cara_putusan": "mufakat"}
    assert complaints("lokakarya_desa", tahun, values)["hadir"]
    set_rules(session, tahun, min_hadir_musyawarah=4)
    assert not complaints("lokakarya_desa", tahun, values)["hadir"]


def test_the_bpd_hears_the_report_of_a_year_in_the_year_after_it(session, desa, kantor):
    told = SEND["rapat-bpd-lkpj"](session, desa, tanggal="23/1/2012", undangan_tanggal="16/1/2012")
    assert told.startswith("musyawarah:")
    who = dunia.act(session, Peran.KEPALA_DESA, pada=datetime(2012, 2, 1, 3, tzinfo=UTC))
    paper = kantor.issue(
        desa, "ba_pertemuan~rapat_bpd_lkpj", tanggal=date(2012, 1, 23), who=who
    )  # fmt: skip
    assert paper.fakta["musyawarah"]["tanggal"] == "2012-01-23"
    raw, _ = answers_for(session, flow("rapat-bpd-lkpj"), desa, SUKAMAJU, "rapat_bpd_lkpj")
    assert raw["tanggal"] == "23/1/2012"


@pytest.mark.parametrize("day", ["31/12/2010", "1/1/2013"])
def test_the_report_is_not_heard_before_its_year_nor_long_after(session, desa, day):
    assert "2011 atau 2012" in refused(session, desa, "rapat-bpd-lkpj", tanggal=day)["tanggal"]
