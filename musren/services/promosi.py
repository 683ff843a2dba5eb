"""Bringing a village's proposals to the kecamatan, once, as immutable snapshots (II.D.4.b)."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import NotReady
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import Level, RegionCode
from musren.integration.tahapan import StatusUsulan
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, UsulanKecamatan
from musren.services import jejak
from musren.services.fakta import bersama
from musren.services.fakta.desa import agreed, decisions, need_meeting, place_text, size
from musren.services.perubahan import move
from musren.services.tahun import profile_of


def promote(session: Session, act: Act, year: Tahun, desa: RegionCode, ba: Naskah) -> int:
    """Copy what the signed Berita Acara puts on BLM and APBD; returns how many came in now.

    A second call changes nothing. Raises NotReady while the Berita Acara lacks a signature.
    """
    if ba.status != "ditandatangani":
        raise NotReady(
            f"Berita Acara Nomor {ba.nomor} belum ditandatangani lengkap, jadi usulannya belum "
            "dapat diteruskan ke kecamatan."
        )
    held = need_meeting(session, year, desa)
    there = set(session.scalars(select(UsulanKecamatan.usulan_id).where(
        UsulanKecamatan.tahun_id == year.id,
        UsulanKecamatan.kecamatan_kode == str(desa.at(Level.KECAMATAN)))))  # fmt: skip
    levels = {s.kunci for s in profile_of(year).sumber_tingkat("kecamatan")}
    lines: dict[str, int] = {}
    brought = 0
    for one in agreed(decisions(session, held)):
        lines[one.sumber] = lines.get(one.sumber, 0) + 1
        if one.sumber not in levels or one.usulan_id in there:
            continue
        session.add(_snapshot(session, act, year, desa, ba, one, lines[one.sumber]))
        move(session, act, one.usulan, StatusUsulan.DITERUSKAN.value, hak=Hak.CATAT_TTD_DESA)
        brought += 1
    if brought:
        jejak.record(
            session, act, "teruskan_usulan", f"naskah:{ba.id}", place=desa,
            hak=Hak.CATAT_TTD_DESA, rincian={"usulan": brought},
        )  # fmt: skip
    return brought


def _snapshot(  # noqa: PLR0913, PLR0917
    session: Session, act: Act, year: Tahun, desa: RegionCode, ba: Naskah, k: Keputusan, line: int
) -> UsulanKecamatan:
    return UsulanKecamatan(
        usulan_id=k.usulan_id, tahun_id=year.id, kecamatan_kode=str(desa.at(Level.KECAMATAN)),
        ba_naskah_id=ba.id, daftar=k.sumber, baris=line,
        salinan=_copied(k) | {
            "desa": bersama.short(session, desa, Level.DESA), "desa_kode": str(desa),
            "nomor_ba": ba.nomor, "tanggal_ba": ba.tanggal.isoformat(),
        },
        diteruskan=act.pada,
    )  # fmt: skip


def _copied(k: Keputusan) -> dict[str, Any]:
    u = k.usulan
    plain = (
        "kode", "kegiatan", "jenis", "bidang", "sifat", "asal", "pengusul", "sasaran", "tujuan",
        "pemanfaat_l", "pemanfaat_p", "pemanfaat_rtm",
    )  # fmt: skip
    return {name: getattr(u, name) for name in plain} | {
        "lokasi": place_text(u), "volume": size(k.volume), "satuan": k.satuan,
        "biaya": k.biaya, "biaya_sumber": k.biaya_sumber, "swadaya": k.swadaya, "skpd": k.skpd,
        "peringkat_desa": k.peringkat,
    }  # fmt: skip
