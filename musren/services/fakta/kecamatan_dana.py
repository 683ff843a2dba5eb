"""Facts of how the BLM of a kecamatan is shared out: the summary, Form.27, rows of the decree."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import RegionCode
from musren.integration import pendanaan as rule
from musren.integration import prioritas
from musren.integration.pendanaan import BarisAlokasi
from musren.integration.profil import Profil
from musren.models.prioritas import Pendanaan
from musren.models.tahun import Tahun
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import base_row, pimpinan, size
from musren.services.fakta.kantor import head, officer
from musren.services.prioritas import dana as services
from musren.services.prioritas.dana import Dana
from musren.services.prioritas.hak_suara import need_meeting
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import current

ORDER_KEPT = (
    "Pendanaan berjalan menurut urutan peringkat sampai dana tidak lagi mencukupi; peringkat di "
    "bawahnya tidak didahulukan"
)


def summary(session: Session, year: Tahun, place: RegionCode) -> Facts | None:
    """`RingkasanPendanaan`; None before the funding was recorded."""
    dana, kept = services.of(session, year, place), services.stored(session, year, place)
    return _summary(dana, kept) if dana is not None and kept is not None else None


def _summary(dana: Dana, kept: Pendanaan) -> Facts:
    m, base = dana.masukan, dana.dasar
    return {
        "pagu": m.pagu, "op_upk": m.op_upk, "op_tpk": m.op_tpk, "spp_maks": m.spp_maks,
        "spp": base.jumlah_spp, "bukan_spp": base.jumlah_bukan_spp, "sisa": base.sisa_awal,
        "pilihan_sisa": _choice(dana, kept),
    }  # fmt: skip


def _choice(dana: Dana, kept: Pendanaan) -> Facts | None:
    if not dana.sisa.pilihan or dana.salah or not dana.dasar.sisa_awal:
        return None
    return {
        "pilihan": dana.sisa.pilihan, "alasan": kept.alasan, "tambahan": _added(dana, kept),
        "sisa_akhir": dana.alokasi.sisa,
    }  # fmt: skip


def _added(dana: Dana, kept: Pendanaan) -> list[Facts]:
    """What the remainder pays for."""
    if dana.sisa.pilihan == rule.TAMBAH_SWADAYA:
        row = next(b for b in dana.alokasi.bukan_spp if b.kode == dana.sisa.kode)
        volume = dana.per_kode[row.kode].keputusan.volume
        return [_more(dana, row.kode, volume, row.blm, dana.sisa.swadaya_tambahan)]
    if dana.sisa.pilihan != rule.TAMBAH_VOLUME:
        return []
    by_id = {one.keputusan.usulan_id: kode for kode, one in dana.per_kode.items()}
    return [
        _more(dana, by_id[one["usulan_id"]], _decimal(one["volume"]), one["biaya"], 0)
        for one in kept.tambahan
    ]


def _more(dana: Dana, kode: str, volume: Decimal | None, biaya: int, swadaya: int) -> Facts:
    one = dana.per_kode[kode]
    own, k = current(one.masuk), one.keputusan
    return {
        "kode": kode, "kegiatan": own["kegiatan"], "desa": own["desa"], "peringkat": k.peringkat,
        "volume": size(volume), "satuan": k.satuan or None, "dari_sumber": biaya,
        "swadaya_tambahan": swadaya,
    }  # fmt: skip


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def granted(session: Session, year: Tahun, place: RegionCode) -> dict[int, Facts] | None:
    """What the decree changes of each funded row, by id of the proposal; None without funding.

    `dari_sumber`, `swadaya` and `biaya` are with what the forum added; so are `volume` and the
    remark that tells of it.
    """
    dana, kept = services.of(session, year, place), services.stored(session, year, place)
    if dana is None or kept is None:
        return None
    extra = {int(one["usulan_id"]): _decimal(one["volume"]) for one in kept.tambahan}
    return {
        k.usulan_id: _granted(dana, row, extra.get(k.usulan_id))
        for _, row in dana.rows()
        if row.didanai
        for k in [dana.per_kode[row.kode].keputusan]
    }


def _granted(dana: Dana, row: BarisAlokasi, more: Decimal | None) -> Facts:
    k = dana.per_kode[row.kode].keputusan
    found: Facts = {
        "dari_sumber": row.blm, "swadaya": row.swadaya, "biaya": row.blm + row.swadaya,
    }  # fmt: skip
    remarks = []
    if row.swadaya > (k.swadaya or 0):
        remarks.append(f"termasuk tambahan swadaya {format_rupiah(row.swadaya - (k.swadaya or 0))}")
    if row.blm > (k.biaya_sumber or 0):
        remarks.append(f"termasuk tambahan {format_rupiah(row.blm - (k.biaya_sumber or 0))}")
    if more is not None and k.volume is not None:
        found["volume"] = size(k.volume + more)
    return found | ({"keterangan": "; ".join(remarks)} if remarks else {})


# --- Form.27 ------------------------------------------------------------------------------------


def usulan_didanai(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Daftar usulan yang akan didanai (Form.27): strictly by rank, where it stops, what is left."""
    profile = profile_of(year)
    held = need_meeting(session, year, place)
    dana, kept = services.need(session, year, place)
    groups = [
        _group(profile, dana, kunci, rows)
        for kunci, rows in (
            (prioritas.SPP, dana.dasar.spp), (prioritas.BUKAN_SPP, dana.dasar.bukan_spp),
        )
        if rows
    ]  # fmt: skip
    share = f"{profile.batas_float('spp_max_share_blm') * 100:g}".replace(".", ",")
    return {
        **head(session, year, place),
        "tanggal": held.tanggal.isoformat(), "tempat": held.tempat,
        "aturan": [ORDER_KEPT, f"Batas SPP paling tinggi {share} persen dari pagu BLM kecamatan"],
        "dana": _summary(dana, kept), "kelompok": groups,
        "jumlah": bersama.added([one["jumlah"] for one in groups]),
        "tidak_didanai": [
            _left_out(dana, kunci, row) for kunci, row in dana.rows() if not row.didanai
        ],
        "penandatangan": {"pimpinan": pimpinan(held), "camat": officer(session, place)},
    }  # fmt: skip


def _group(profile: Profil, dana: Dana, kunci: str, rows: Sequence[BarisAlokasi]) -> Facts:
    m = dana.masukan
    free = max(m.pagu - m.operasional, 0)
    spp = kunci == prioritas.SPP
    money = min(m.spp_maks, free) if spp else free - dana.dasar.jumlah_spp
    label = profile.label
    listed = [
        base_row(profile, one.keputusan) | {
            "desa": current(one.masuk)["desa"], "peringkat": row.peringkat,
            "kumulatif": row.kumulatif,
        }
        for row in rows
        if row.didanai
        for one in [dana.per_kode[row.kode]]
    ]  # fmt: skip
    total = bersama.sums(listed)
    left = money - total["dari_sumber"]
    return {
        "kunci": kunci, "dana": money, "baris": listed, "jumlah": total, "sisa": left,
        "judul": f"{label.spp_panjang} ({label.spp})" if spp else f"Kegiatan bukan {label.spp}",
        "berhenti": _stop(dana, rows, left),
    }  # fmt: skip


def _stop(dana: Dana, rows: Sequence[BarisAlokasi], left: int) -> Facts | None:
    first = next((row for row in rows if not row.didanai), None)
    if first is None:
        return None
    needed = dana.per_kode[first.kode].keputusan.biaya_sumber or None
    return {
        **_named(dana, first), "kebutuhan": needed, "tersedia": left,
        "kekurangan": None if needed is None else needed - left,
    }  # fmt: skip


def _named(dana: Dana, row: BarisAlokasi) -> dict[str, Any]:
    own = current(dana.per_kode[row.kode].masuk)
    return {
        "kode": row.kode, "kegiatan": own["kegiatan"], "desa": own["desa"],
        "peringkat": row.peringkat,
    }  # fmt: skip


def _left_out(dana: Dana, kunci: str, row: BarisAlokasi) -> Facts:
    return {
        "kunci": kunci, **_named(dana, row), "alasan": row.alasan,
        "dari_sumber": dana.per_kode[row.kode].keputusan.biaya_sumber,
    }  # fmt: skip
