"""Village meetings around their papers: invitation, attendance, record, minutes, Berita Acara."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from musren.cli.demo.desa import Desa
from musren.cli.demo.lakon import EVENING, Lakon
from musren.domain.peran import Peran
from musren.forms.musyawarah import attendee_key

Row = dict[str, Any]

FK = "Rina Puspita"
HOURS = ("09:00", "12:00")
SIGNERS = (8, 10, 13)
"""Who of those present signs for the villagers: nobody who leads or writes."""


@cache
def rapat(nama: str) -> Mapping[str, Any]:
    """The material of one meeting of Sukamaju."""
    found: Mapping[str, Any] = tomllib.loads(
        (Path(__file__).parent / "rapat.toml").read_text("utf-8")
    )[nama]
    return found


def guest() -> Row:
    """The facilitator of the kecamatan, who comes to many meetings."""
    return {
        "nama": FK, "jk": "P", "unsur": "Fasilitator dan Setrawan", "rtm": False,
        "alamat": "Kecamatan",
    }  # fmt: skip


def all_of(desa: Desa, many: int = 30) -> list[Row]:
    """The officials, villagers from every hamlet, and the facilitator."""
    return [*desa.officials(), *desa.warga_hadir[:many], guest()]


def hamlet(desa: Desa, dusun: str) -> list[Row]:
    """Both KPMD and everybody of one hamlet."""
    return [*desa.officials()[4:], *(r for r in desa.warga_hadir if r["alamat"] == dusun)]


def women(desa: Desa, many: int = 14) -> list[Row]:
    return [row for row in desa.warga_hadir if row["jk"] == "P"][:many]


def record(  # noqa: PLR0913
    lakon: Lakon, day: date, hadir: Sequence[Row], *, tempat: str = "", jam: Sequence[str] = HOURS,
    pimpinan: tuple[str, str] | None = None, notulis: tuple[str, str] | None = None,
    keputusan: str = "",
) -> Row:  # fmt: skip
    """What every meeting answers; the three who sign are marked when there are enough people."""
    desa = lakon.desa
    leader, writer = pimpinan or (desa.lpmd, "LPMD"), notulis or (desa.kpmd[0], "KPMD")
    found: Row = {
        "tanggal": day.isoformat(), "jam_mulai": jam[0], "jam_selesai": jam[1],
        "tempat": tempat or f"Balai Desa {desa.nama}", "hadir": list(hadir),
        "pimpinan_nama": leader[0], "pimpinan_unsur": leader[1],
        "notulis_nama": writer[0], "notulis_unsur": writer[1], "cara_putusan": "mufakat",
        "narasumber": [{"nama": FK, "unsur": "Fasilitator Kecamatan"}] if guest() in hadir else [],
        "keputusan_lain": keputusan.strip(),
    }  # fmt: skip
    if len(hadir) > max(SIGNERS):
        found["wakil_masyarakat"] = [attendee_key(hadir[n]) for n in SIGNERS]
    return found


def invite(lakon: Lakon, nama: str, hadir: Sequence[Row]) -> None:
    """Write the invitation, number it and hand it out."""
    told, desa = rapat(nama), lakon.desa
    answers = {
        "acara": told["acara"], "tanggal_surat": told["undangan"], "tanggal": told["tanggal"],
        "jam_mulai": told["jam"][0], "jam_selesai": told["jam"][1],
        "tempat": f"Balai Desa {desa.nama}",
        "penerima": [
            {"nama": r["nama"], "jabatan": r["unsur"], "alamat": r["alamat"]} for r in hadir
        ],
        "catatan": "Perempuan dan warga dari rumah tangga miskin sangat diharapkan hadir.",
    }  # fmt: skip
    if "agenda" in told:
        answers["agenda"] = [{"acara": one} for one in told["agenda"]]
    lakon.fill("undangan", told["undangan"], answers, objek=told["acara"])
    lakon.signed(f"undangan~{told['acara']}", told["undangan"])


def minutes(lakon: Lakon, nama: str, hadir: Sequence[Row]) -> None:
    """Keep who said what, and issue the minutes."""
    told = rapat(nama)
    spoken = [
        dict(zip(("pembicara", "uraian", "tanggapan"), line, strict=True))
        for line in told["pembahasan"]
    ]
    rows = [row | {"pembicara": person(lakon.desa, hadir, row["pembicara"])} for row in spoken]
    acara, after = told["acara"], told["tanggal"] + timedelta(days=1)
    lakon.fill(
        "notulen", after, {"acara": acara, "pembahasan": rows}, objek=acara, hour=EVENING + 2
    )  # fmt: skip
    lakon.issue(f"notulen~{acara}", after + timedelta(days=1), Peran.SEKDES)


def person(desa: Desa, hadir: Sequence[Row], told: str) -> str:
    """Who is meant by ``[bpd]`` or ``[warga 3]``; other words stay."""
    found = re.fullmatch(r"\[(\w+) ?(\d*)\]", told)
    if found is None:
        return told
    known = {
        "kades": desa.kades, "bpd": desa.bpd, "lpmd": desa.lpmd, "kpmd": desa.kpmd[0], "fk": FK,
    }  # fmt: skip
    if found[1] in known:
        return known[found[1]]
    offices = {row["nama"] for row in desa.officials()} | {FK}
    people = [r for r in hadir if r["nama"] not in offices]
    chosen = [r for r in people if found[1] == "warga" or r["jk"] == "P"]
    return str(chosen[int(found[2]) % len(chosen)]["nama"])


def attendance_key(nama: str) -> str:
    """The key of the attendance list; that of the yearly Musrenbangdes stands without a meeting."""
    acara = rapat(nama)["acara"]
    return "daftar_hadir" if acara == "musrenbangdes_rkp" else f"daftar_hadir~{acara}"


def hold(  # noqa: PLR0913
    lakon: Lakon, nama: str, slug: str, hadir: Sequence[Row], more: Mapping[str, Any] | None = None,
    *, ba: str = "", pimpinan: tuple[str, str] | None = None,
    notulis: tuple[str, str] | None = None, peran: Peran = Peran.KPMD,
) -> None:  # fmt: skip
    """Invite, meet, send the form; attendance, signed Berita Acara (`ba`) and minutes follow."""
    told = rapat(nama)
    invite(lakon, nama, hadir)
    answers = record(
        lakon, told["tanggal"], hadir, jam=told["jam"], pimpinan=pimpinan,
        notulis=notulis, keputusan=told.get("keputusan", ""),
    )  # fmt: skip
    objek = told["acara"] if "." in told["acara"] else ""
    lakon.fill(slug, told["tanggal"], answers | dict(more or {}), objek=objek, peran=peran, hour=8)
    lakon.issue(attendance_key(nama), told["tanggal"])
    if ba:
        lakon.signed(ba, told["tanggal"], after=1)
    minutes(lakon, nama, hadir)


def material(lakon: Lakon, nama: str) -> Row:
    """The list of materials of a sosialisasi or training."""
    told = rapat(nama)
    rows = [dict(zip(("judul", "penyaji", "bahan"), row, strict=True)) for row in told["materi"]]
    return {
        "kelompok_nama": told["judul"],
        "materi": [r | {"penyaji": person(lakon.desa, (), r["penyaji"])} for r in rows],
    }


def sosialisasi(lakon: Lakon) -> None:
    """The village hears of the planning, and its people are trained (III.C.1-2)."""
    for nama, many in (("sosialisasi", 30), ("pelatihan", 12)):
        told, hadir = rapat(nama), all_of(lakon.desa, many)
        ba = f"ba_pertemuan~{told['acara']}"
        hold(lakon, nama, nama, hadir, material(lakon, nama), ba=ba)
