"""Submitting the Musrenbang Kecamatan: two ranked lists, reasons, representatives (II.D.4)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import Invalid, NotReady
from musren.domain.peran import Act, Hak
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import RegionCode
from musren.integration.tahapan import StatusUsulan
from musren.integration.wakil import check_delegasi_kecamatan, check_wakil_utusan
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.services import jejak
from musren.services.musyawarah import (
    complaints,
    open_or_new,
    people,
    refuse_complaints,
    replace_attendance,
)
from musren.services.perubahan import move
from musren.services.profil import need_kecamatan
from musren.services.tahun import blm_ceiling, profile_of

JENIS = "musrenbang_kecamatan"
REOPENED = "Isian Musrenbang Kecamatan diperbaiki sebelum Berita Acara diterbitkan."

Row = Mapping[str, Any]
Pair = tuple[Row, UsulanKecamatan]


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the meeting with its two ranked lists. Raises Invalid, NotReady or Conflict."""
    _refuse_wrong_people(session, year, place, values)
    if not incoming(session, year, place):
        raise NotReady("Belum ada usulan desa yang masuk dengan Berita Acara bertanda tangan.")
    held = open_or_new(session, act, JENIS, year, place, values, draft)
    replace_attendance(session, held, values["hadir"], values)
    pairs = {
        name: paired(session, year, place, name, values[f"prioritas_{name}"])
        for name in ("blm", "apbd")
    }
    _refuse_spp_over_share(session, year, place, pairs["blm"])
    if held.id is not None:
        held.keputusan.clear()
    session.flush()
    for name, rows in pairs.items():
        for row, one in rows:
            _decide(session, act, held, one, row, name)
    session.flush()
    jejak.record(
        session, act, "catat_musrenbang_kecamatan", f"musyawarah:{held.id}", place=place,
        hak=Hak.ISI_KECAMATAN, rincian={name: len(rows) for name, rows in pairs.items()},
    )  # fmt: skip
    return f"musyawarah:{held.id}"


def _refuse_wrong_people(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> None:
    """The day, who came and led; three wakil utusan who do not sign already; the delegates."""
    profile, present = profile_of(year), values["hadir"]
    signing = {
        "Camat": need_kecamatan(session, place).camat_nama,
        "Pimpinan Musyawarah": values["pimpinan_nama"],
    }
    chosen = people(present, values["wakil_utusan"])
    refuse_complaints(
        {
            **complaints(JENIS, year, values),
            "wakil_utusan": check_wakil_utusan(profile, chosen, signing),
            "delegasi": check_delegasi_kecamatan(profile, people(present, values["delegasi"])),
        }
    )


def incoming(session: Session, year: Tahun, kecamatan: RegionCode) -> list[UsulanKecamatan]:
    """What the villages with a signed Berita Acara brought, village by village."""
    return list(
        session.scalars(
            select(UsulanKecamatan)
            .where(
                UsulanKecamatan.tahun_id == year.id,
                UsulanKecamatan.kecamatan_kode == str(kecamatan),
            )
            .order_by(UsulanKecamatan.id)
            .options(selectinload(UsulanKecamatan.usulan).selectinload(Usulan.keputusan))
        )
    )


def paired(
    session: Session, year: Tahun, place: RegionCode, daftar: str, rows: Sequence[Row]
) -> list[Pair]:
    by_id = {
        str(one.usulan_id): one for one in incoming(session, year, place) if one.daftar == daftar
    }
    return [(row, by_id[row["usulan_id"]]) for row in rows if row["usulan_id"] in by_id]


def _agreed_cost(row: Row, one: UsulanKecamatan) -> int | None:
    given = row.get("biaya")
    stored = one.salinan.get("biaya")
    return given if given is not None else stored


def _refuse_spp_over_share(
    session: Session, year: Tahun, place: RegionCode, pairs: Sequence[Pair]
) -> None:
    """SPP together at most a share of the kecamatan's BLM (pnpm.md 5.1); the ceiling is input."""
    ceiling = blm_ceiling(session, year, place)
    if ceiling is None:
        return
    share = profile_of(year).batas_float("spp_max_share_blm")
    limit, used = int(ceiling * share), 0
    wrong: dict[str, str] = {}
    numbered = sorted(enumerate(pairs), key=lambda item: item[1][0].get("peringkat") or 10**6)
    for number, (row, one) in numbered:
        if row["putusan"] != "disepakati" or one.salinan.get("jenis") != "spp":
            continue
        used += max((_agreed_cost(row, one) or 0) - (one.salinan.get("swadaya") or 0), 0)
        if used > limit:
            wrong[f"prioritas_blm.{number}.putusan"] = (
                f"Jumlah SPP sampai peringkat ini {format_rupiah(used)} melebihi {share * 100:g} "
                f"persen dari BLM kecamatan (paling banyak {format_rupiah(limit)}). Tunda usulan "
                "ini dengan alasan, atau kurangi biayanya."
            )
    if wrong:
        raise Invalid("Jumlah usulan SPP melebihi batas BLM kecamatan.", wrong)


def _decide(
    session: Session, act: Act, held: Musyawarah, one: UsulanKecamatan, row: Row, daftar: str
) -> None:
    usulan = one.usulan
    agreed = row["putusan"] == "disepakati"
    target = StatusUsulan.DISEPAKATI_KECAMATAN if agreed else StatusUsulan.DITUNDA_KECAMATAN
    if usulan.status != target.value:
        decided = {StatusUsulan.DISEPAKATI_KECAMATAN.value, StatusUsulan.DITUNDA_KECAMATAN.value}
        if usulan.status in decided:
            move(session, act, usulan, StatusUsulan.DITERUSKAN.value, hak=Hak.ISI_KECAMATAN,
                 alasan=REOPENED)  # fmt: skip
        move(session, act, usulan, target.value, hak=Hak.ISI_KECAMATAN, alasan=row["alasan"] or "")
    biaya = _agreed_cost(row, one)
    swadaya = min(one.salinan.get("swadaya") or 0, biaya or 0)
    volume = row.get("volume")
    held.keputusan.append(
        Keputusan(
            usulan_id=usulan.id, tingkat="kecamatan",
            putusan=row["putusan"], sumber=daftar, peringkat=row.get("peringkat"),
            volume=usulan.volume if volume is None else volume, satuan=usulan.satuan,
            biaya=biaya, swadaya=swadaya if biaya is not None else None,
            biaya_sumber=None if biaya is None else biaya - swadaya,
            skpd=row.get("skpd") or usulan.skpd, alasan=row["alasan"] or "", saran=None,
        )
    )  # fmt: skip
