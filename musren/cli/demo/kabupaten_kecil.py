"""The kabupaten of the small demo: office and SKPD, rakor, two Forum SKPD, its Musrenbang."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.langkah import fill, issue, raw, sign
from musren.cli.demo.orang import BUILT, FROM, QUICK, SANDI, Pemeran
from musren.cli.demo.pokir import wishes
from musren.cli.ruang import Ruang
from musren.domain.peran import Act, Peran
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.forms.musyawarah import attendee_key
from musren.integration.jenis_musyawarah import jenis_of
from musren.models.tahun import Tahun
from musren.services.akun import assign, create_user, find_user, system
from musren.services.kabupaten.hadir import started
from musren.services.kabupaten.papan import PapanForum, board
from musren.services.kabupaten.skpd import register
from musren.services.kabupaten.usulan import Masuk, incoming, of_agency
from musren.services.wilayah import children

Row = dict[str, Any]

SKPD: tuple[tuple[str, str, str, str], ...] = (
    ("Dinas Pekerjaan Umum Bina Marga", "Dinas PU; Dinas PU Bina Marga", "Ir. Hadi Susanto, M.T.",
     "Pembangunan jalan dan jembatan"),
    ("Dinas Pekerjaan Umum Pengairan", "Dinas PU Pengairan", "Ir. Yusuf Maulana",
     "Pengembangan jaringan irigasi"),
    ("Dinas Pekerjaan Umum Cipta Karya", "Dinas PU Cipta Karya", "Ir. Wahyuni Astuti",
     "Pengembangan permukiman dan air bersih"),
    ("Dinas Pendidikan", "", "Drs. Slamet Raharjo, M.Pd.", "Wajib belajar sembilan tahun"),
    ("Dinas Kesehatan", "", "dr. Ratna Dewi, M.Kes.", "Upaya kesehatan masyarakat"),
    ("Dinas Pertanian", "", "Ir. Bakri Hasan", "Peningkatan ketahanan pangan"),
    ("Dinas Peternakan dan Perikanan", "", "drh. Sri Utami",
     "Peningkatan produksi peternakan dan perikanan"),
    ("Badan Pemberdayaan Masyarakat dan Pemerintahan Desa", "BPMD; BPMPD", "Drs. Anwar Siregar",
     "Peningkatan keberdayaan masyarakat perdesaan"),
)  # fmt: skip
WOMEN = ("Wahyuni Astuti", "Ratna Dewi", "Sri Utami")
PRIORITAS = "Peningkatan kesejahteraan masyarakat perdesaan"
PAGU = 2_000_000_000
SIGNERS = 3
FEW, CHANGE, REFUSE, PASS_ON = 1, 1, 2, 3
"""From so many proposals on, a forum also changes, refuses and passes on one."""


def prepare(session: Session, cast: Pemeran, year: Tahun, place: RegionCode) -> None:
    """The office of Bappeda, the register of SKPD, programs and ceilings, somebody for an SKPD."""
    act = cast.act(Peran.BAPPEDA, place, date(year.tahun, 1, 4))
    fill(session, act, "profil-kabupaten", year, place, {
        "kepala_bappeda_nama": "Ir. Retno Wulandari, M.T.",
        "kepala_bappeda_nip": "19600412 198603 2 004",
        "kepala_bappeda_pangkat": "Pembina Utama Muda (IV/c)",
        "alamat_kantor": "Jalan Jenderal Sudirman Nomor 10", "kode_pos": "99001",
        "telepon": "(0999) 210011", "ibu_kota": "Makmur", "bupati_nama": "H. Rusdi Hartono, S.H.",
        "skpd": [
            {"nama": nama, "singkatan": lain, "kepala_nama": kepala,
             "kepala_nip": f"1962{number:02}12 198903 1 00{number}"}
            for number, (nama, lain, kepala, _) in enumerate(SKPD, 1)
        ],
    })  # fmt: skip
    kecamatan = [one.kode for one in children(session, place)]
    fill(session, act, "acuan-apbd", year, place, {
        "acuan": [
            {"skpd": nama, "prioritas_daerah": PRIORITAS, "program": program,
             "sasaran_daerah": "Pelayanan dasar menjangkau semua desa"}
            for nama, _, _, program in SKPD
        ],
        "pagu_indikatif": [
            {"kecamatan_kode": kode, "skpd": nama, "pagu": PAGU}
            for kode in kecamatan for nama, *_ in SKPD
        ],
    })  # fmt: skip
    _person(session, place)


def _person(session: Session, place: RegionCode) -> None:
    """Somebody of the first SKPD, who decides in its forum alone."""
    if find_user(session, "skpd") is not None:
        return
    who = Act(oleh=system("Peragaan"), pada=BUILT)
    user = create_user(session, who, "skpd", f"Petugas {SKPD[0][0]} (contoh)", SANDI, hasher=QUICK)
    assign(session, who, user, Peran.SKPD, place, mulai=FROM, skpd=SKPD[0][0])


def play(room: Ruang, year_id: int, place: RegionCode) -> None:
    """From the rapat koordinasi in February to the Musrenbang Kabupaten at the end of March."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        if not incoming(session, year, place):
            return  # no camat decided yet; there is nothing to meet about
        cast = Pemeran(session)
        cast.actor(Peran.BAPPEDA, place)
        _rakor(session, cast, year, place, date(year.tahun, 2, 28))
        wishes(session, cast, year, place, date(year.tahun, 3, 1))
        forums = _busy(session, year, place)
        for number, (one, day) in enumerate(forums):
            other = forums[1][0] if number == 0 and len(forums) > 1 else None
            _forum(session, cast, year, place, one, day, other)
        _musrenbang(session, cast, year, place, date(year.tahun, 3, 24))
    _papers(room, cast, year, place, [(one.acara, day) for one, day in forums])


def _busy(session: Session, year: Tahun, place: RegionCode) -> list[tuple[PapanForum, date]]:
    """The two SKPD with most before them, and when their forums meet."""
    ranked = sorted(board(session, year, place).forum, key=lambda one: -one.usulan)
    days = (date(year.tahun, 3, 8), date(year.tahun, 3, 9))
    return list(zip([one for one in ranked if one.usulan], days, strict=False))


def _sex(nama: str) -> str:
    return "P" if any(one in nama for one in WOMEN) else "L"


def _answers(
    session: Session, year: Tahun, place: RegionCode, day: date, acara: str, agenda: Sequence[str]
) -> Row:
    """What every meeting of the kabupaten answers."""
    form = flow(jenis_of(acara).formulir)
    begun = started(session, form, year, place, acara)
    known = [row | {"jk": row["jk"] or _sex(row["nama"])} for row in begun["hadir"]]
    own = [
        {"nama": "Ir. Surya Darma", "jk": "L", "unsur": "Bappeda", "alamat": "Makmur"},
        {"nama": "Fitri Handayani, S.E.", "jk": "P", "unsur": "Bappeda", "alamat": "Makmur"},
        {
            "nama": "Hj. Nurhayati, S.Pd.",
            "jk": "P",
            "unsur": "Tokoh masyarakat",
            "alamat": "Makmur",
        },
        {"nama": "Slamet Riyadi", "jk": "L", "unsur": "KTNA", "alamat": "Makmur"},
        {"nama": "Halimah Tusadiah", "jk": "P", "unsur": "LSM", "alamat": "Makmur"},
    ]
    sent = [row for row in known if row["unsur"] == "Delegasi kecamatan"]
    signing = (sent if acara.startswith("forum") and len(sent) >= SIGNERS else own[2:])[:SIGNERS]
    return {
        "tanggal": day.isoformat(), "jam_mulai": "08:30", "jam_selesai": "15:00",
        "tempat": "Aula Bappeda", "agenda": [{"acara": one} for one in agenda],
        "hadir": [*own, *known], "pimpinan_nama": own[0]["nama"], "pimpinan_unsur": "Bappeda",
        "notulis_nama": own[1]["nama"], "notulis_unsur": "Bappeda", "narasumber": [],
        "cara_putusan": "mufakat",
        "wakil_utusan": [attendee_key(raw(row)) for row in signing],
    }  # fmt: skip


def _rakor(session: Session, cast: Pemeran, year: Tahun, place: RegionCode, day: date) -> None:
    acara = "rakor_perencana"
    given = _answers(session, year, place, day, acara, ("Pemaparan hasil Musrenbang Kecamatan",
                                                        "Penyelarasan Renja SKPD"))  # fmt: skip
    del given["wakil_utusan"]
    act = cast.act(Peran.BAPPEDA, place, day, hour=9)
    fill(session, act, "rakor-perencana", year, place, given | {
        "materi": [{"judul": "Prioritas APBD menurut Surat Penetapan Camat",
                    "penyaji": "Bappeda"}],
        "keputusan_lain": "Renja SKPD mengacu pada hasil Musrenbang Kecamatan\n"
        "Forum SKPD diselenggarakan pada minggu kedua Maret",
    })  # fmt: skip
    fill(session, act, "notulen-kabupaten", year, place, {
        "acara": acara,
        "pembahasan": [
            {"pembicara": "Ir. Surya Darma", "uraian": "Menjelaskan daftar prioritas kecamatan.",
             "tanggapan": "SKPD menyiapkan bahan forum."},
            {"pembicara": "Halimah Tusadiah", "tanggapan": "Disepakati.",
             "uraian": "Meminta alasan penolakan disampaikan kembali kepada desa."},
        ],
    }, objek=acara)  # fmt: skip


def _forum(  # noqa: PLR0913, PLR0917
    session: Session, cast: Pemeran, year: Tahun, place: RegionCode, one: PapanForum, day: date,
    other: PapanForum | None,
) -> None:  # fmt: skip
    known = register(session, place)
    came = of_agency(session, year, place, known, one.skpd)
    agenda = (f"Pemaparan rancangan Renja {one.skpd.nama}", "Pembahasan usulan kecamatan")
    given = _answers(session, year, place, day, one.acara, agenda)
    rows = [_decided(n, m, len(came), other) for n, m in enumerate(came)]
    fill(
        session, cast.act(Peran.BAPPEDA, place, day, hour=9), "forum-skpd", year, place,
        given | {"putusan_forum": rows}, objek=one.acara,
    )  # fmt: skip


def _decided(number: int, m: Masuk, many: int, other: PapanForum | None) -> Row:
    """The first is cut, the last refused, the one before it passed on; the rest is accepted."""
    row = {"usulan_id": str(m.usulan.id), "putusan": "diterima", "alasan": ""}
    cost, left = m.kecamatan_putusan.biaya, many - number
    if other is None or not cost:
        return row
    if number == 0 and many >= CHANGE:
        return row | {"putusan": "diterima_perubahan", "biaya": str(cost * 8 // 10),
                      "alasan": "Disesuaikan dengan pagu indikatif SKPD."}  # fmt: skip
    if left == 1 and many >= REFUSE:
        return row | {"putusan": "ditolak", "alasan": "Dokumen teknis belum lengkap."}
    if left == PASS_ON - 1 and many >= PASS_ON:
        tujuan = other.skpd.nama
        return row | {"putusan": "dialihkan", "skpd_tujuan": tujuan,
                      "alasan": f"Menjadi tugas {tujuan}."}  # fmt: skip
    return row


def _musrenbang(session: Session, cast: Pemeran, year: Tahun, place: RegionCode, day: date) -> None:
    """What the forums passed is accepted; what one refused is taken up."""
    refused = [
        one.usulan for one in incoming(session, year, place)
        if one.usulan.status == "ditolak_forum"
    ][:FEW]  # fmt: skip
    agenda = (
        "Pemaparan rancangan rencana kerja daerah",
        "Pemaparan hasil Forum SKPD",
        "Kesepakatan",
    )
    given = _answers(session, year, place, day, "musrenbang_kabupaten", agenda)
    fill(
        session, cast.act(Peran.BAPPEDA, place, day, hour=9), "musrenbang-kabupaten", year, place,
        given | {
            "putusan_kabupaten": [
                {"kode": one.kode, "putusan": "diterima",
                 "alasan": "Dokumen teknis dilengkapi desa sebelum Musrenbang Kabupaten."}
                for one in refused
            ],
        },
    )  # fmt: skip


def _papers(
    room: Ruang, cast: Pemeran, year: Tahun, place: RegionCode, forums: Sequence[tuple[str, date]]
) -> None:
    def made(jenis: str, day: date) -> None:
        paper = issue(room, cast.act(Peran.BAPPEDA, place, day, 10), year, place, jenis, day)
        sign(room, cast.act(Peran.BAPPEDA, place, day, 11), paper, day)

    made("notulen~rakor_perencana", date(year.tahun, 2, 28))
    for acara, day in forums:
        made(f"daftar_hadir~{acara}", day)
        made(f"ba_forum_skpd~{acara}", day)
    day = date(year.tahun, 3, 24)
    for jenis in ("daftar_hadir~musrenbang_kabupaten", "ba_musrenbang_kabupaten", "formulir_r4"):
        made(jenis, day)
    made("daftar_hearing", date(year.tahun, 3, 28))
    made("laporan_musrenbang", date(year.tahun, 3, 31))
