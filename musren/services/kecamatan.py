"""Submitting the Musrenbang Kecamatan: two ranked lists, reasons, representatives (II.D.4)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.bahasa import daftar as listed
from musren.domain.errors import Invalid, NotReady
from musren.domain.peran import Act, Hak
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import RegionCode
from musren.integration.hak_suara import HakSuara
from musren.integration.prioritas import SPP
from musren.integration.tahapan import StatusUsulan
from musren.integration.wakil import check_delegasi_kecamatan, check_wakil_utusan
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, UsulanKecamatan
from musren.services import jejak
from musren.services.kabupaten.skpd import register
from musren.services.musyawarah import (
    complaints,
    open_or_new,
    people,
    refuse_complaints,
    replace_attendance,
)
from musren.services.perubahan import move
from musren.services.prioritas import acuan, hak_suara, putusan
from musren.services.prioritas.putusan import Sandingan
from musren.services.prioritas.urutan import Daftar, lists, stored
from musren.services.profil import need_kecamatan
from musren.services.tahun import blm_ceiling, profile_of
from musren.services.usulan_masuk import current, incoming, list_key
from musren.services.verifikasi.papan import refuse_unverified

__all__ = ["JENIS", "attention", "incoming", "submit"]

JENIS = "musrenbang_kecamatan"
REOPENED = "Isian Musrenbang Kecamatan diperbaiki sebelum Berita Acara diterbitkan."
TARGET = {
    "disepakati": StatusUsulan.DISEPAKATI_KECAMATAN, "cadangan": StatusUsulan.CADANGAN_KECAMATAN,
}  # fmt: skip
"""The state after a decision; postponed and refused ones share DITUNDA_KECAMATAN."""

DECIDED = {
    StatusUsulan.DISEPAKATI_KECAMATAN.value, StatusUsulan.DITUNDA_KECAMATAN.value,
    StatusUsulan.CADANGAN_KECAMATAN.value,
}  # fmt: skip

Row = Mapping[str, Any]
Pair = tuple[Row, UsulanKecamatan]


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the meeting with its two ranked lists. Raises Invalid, NotReady or Conflict."""
    hak = _refuse_wrong_people(session, year, place, values)
    refuse_unverified(session, year, place)
    all_of = lists(session, year, place)
    if not any(part.usulan for part in all_of.values()):
        raise NotReady("Belum ada usulan desa yang masuk dengan Berita Acara bertanda tangan.")
    held = open_or_new(session, act, JENIS, year, place, values, draft)
    replace_attendance(session, held, values["hadir"], values)
    hak_suara.keep(held, values, hak)
    pairs = {name: paired(all_of, name, values[f"prioritas_{name}"]) for name in ("blm", "apbd")}
    beside = _beside(session, year, place, all_of, pairs)
    if held.id is not None:
        held.keputusan.clear()
    session.flush()
    known, agencies = acuan.programs(session, year), register(session, place)
    for name, rows in pairs.items():
        for row, one in rows:
            skpd = agencies.canonical(_skpd(row, one))  # the name its Forum SKPD goes by
            extra = acuan.completed(known, skpd, row) | {"skpd": skpd} if name == "apbd" else {}
            _decide(session, act, held, one, {**row, **extra}, beside[list_key(one)])
    session.flush()
    jejak.record(
        session, act, "catat_musrenbang_kecamatan", f"musyawarah:{held.id}", place=place,
        hak=Hak.ISI_KECAMATAN, rincian={name: len(rows) for name, rows in pairs.items()},
    )  # fmt: skip
    return f"musyawarah:{held.id}"


def _refuse_wrong_people(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[HakSuara]:
    """The day, who came and led, who votes; three wakil utusan who sign once; the delegates."""
    profile, present = profile_of(year), values["hadir"]
    signing = {
        "Camat": need_kecamatan(session, place).camat_nama,
        "Pimpinan Musyawarah": values["pimpinan_nama"],
    }
    chosen = people(present, values["wakil_utusan"])
    hak, about_votes = hak_suara.complaints(session, year, place, values)
    refuse_complaints(
        {
            **complaints(JENIS, year, values),
            **about_votes,
            "pemilih": [
                *about_votes.get("pemilih", []),
                *_too_many_ballots(session, year, place, hak),
            ],
            "wakil_utusan": check_wakil_utusan(profile, chosen, signing),
            "delegasi": check_delegasi_kecamatan(profile, people(present, values["delegasi"])),
        }
    )
    return hak


def _too_many_ballots(
    session: Session, year: Tahun, place: RegionCode, hak: Sequence[HakSuara]
) -> list[str]:
    """A tally sheet with more ballots than people who vote by the final attendance."""
    entitled = sum(one.berhak for one in hak)
    most = max((s.jumlah_pemilih or 0 for s in stored(session, year, place).values()), default=0)
    if most <= entitled:
        return []
    told = (
        f"Sidang prioritas mencatat {most} kartu suara, padahal yang berhak memberi suara "
        f"{entitled} orang. Perbaiki daftar hadir dan hak suara, atau lembar suara sidangnya."
    )
    return [told]


def paired(all_of: Mapping[str, Daftar], name: str, rows: Sequence[Row]) -> list[Pair]:
    """The rows of one form list with the proposals they decide."""
    by_id = {
        str(one.usulan_id): one for kunci in putusan.LISTS[name] for one in all_of[kunci].usulan
    }
    return [(row, by_id[row["usulan_id"]]) for row in rows if row["usulan_id"] in by_id]


def _beside(
    session: Session, year: Tahun, place: RegionCode, all_of: Mapping[str, Daftar],
    pairs: Mapping[str, Sequence[Pair]],
) -> dict[str, Sandingan]:  # fmt: skip
    """The decisions beside the computed order; raises Invalid where they may not stand."""
    beside = putusan.compared(all_of, [pair for rows in pairs.values() for pair in rows])
    wrong: dict[str, str] = {}
    for name, rows in pairs.items():
        wrong |= putusan.refusals(session, year, place, f"prioritas_{name}", rows, beside)
    if wrong:
        told = listed(list(wrong.values())[:3])
        raise Invalid(f"Ada {len(wrong)} keputusan yang perlu diperbaiki: {told}", wrong)
    return beside


def attention(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """What deserves a second look: the quorum, SPP beyond its share, ceilings of SKPD."""
    all_of = lists(session, year, place)
    rows = {name: values.get(f"prioritas_{name}") or [] for name in ("blm", "apbd")}
    pairs = {name: paired(all_of, name, given) for name, given in rows.items()}
    return [
        *hak_suara.attention(session, year, place, values),
        *_spp_over_share(session, year, place, pairs["blm"]),
        *putusan.over_ceilings(session, year, place, pairs["apbd"]),
    ]


def _spp_over_share(
    session: Session, year: Tahun, place: RegionCode, pairs: Sequence[Pair]
) -> list[str]:
    """From which rank SPP passes its share of the BLM (pnpm.md 5.1); funding stops there."""
    ceiling = blm_ceiling(session, year, place)
    if ceiling is None:
        return []
    share = profile_of(year).batas_float("spp_max_share_blm")
    limit, used = int(ceiling * share), 0
    spp = [
        (row, one) for row, one in pairs if row["putusan"] == "disepakati" and list_key(one) == SPP
    ]
    for row, one in sorted(spp, key=lambda pair: pair[0].get("peringkat") or 10**6):
        used += putusan.source_part(row, one) or 0
        if used > limit:
            told = (
                f"Jumlah SPP sampai peringkat {row['peringkat']} {format_rupiah(used)} melebihi "
                f"{share * 100:g} persen dari BLM kecamatan (paling banyak {format_rupiah(limit)})."
                " Mulai peringkat itu SPP tidak akan didanai."
            )
            return [told]
    return []


def _skpd(row: Row, one: UsulanKecamatan) -> str:
    return str(row.get("skpd") or current(one).get("skpd") or "")


def _decide(
    session: Session, act: Act, held: Musyawarah, one: UsulanKecamatan, row: Row, beside: Sandingan
) -> None:
    usulan, why = one.usulan, row["alasan"] or ""
    agreed = row["putusan"] == "disepakati"
    target = TARGET.get(row["putusan"], StatusUsulan.DITUNDA_KECAMATAN)
    if usulan.status != target.value:
        if usulan.status in DECIDED:
            move(session, act, usulan, StatusUsulan.DITERUSKAN.value, hak=Hak.ISI_KECAMATAN,
                 alasan=REOPENED)  # fmt: skip
        move(session, act, usulan, target.value, hak=Hak.ISI_KECAMATAN, alasan=why)
    rule = beside.per_usulan[one.usulan_id]
    held.keputusan.append(
        Keputusan(
            usulan_id=usulan.id, tingkat="kecamatan", putusan=row["putusan"], sumber=one.daftar,
            peringkat=row.get("peringkat") if agreed else None, satuan=usulan.satuan,
            **_values(row, one), skpd=_skpd(row, one), alasan=why, saran=None,
            nilai=rule.nilai, peringkat_hitung=rule.peringkat,
            alasan_urutan=putusan.why_moved(row.get("alasan_urutan") or "", rule.beda),
            **{name: row.get(name) or "" for name in acuan.FILLED},
            pagu_indikatif=row.get("pagu_indikatif"),
        )
    )  # fmt: skip


def _values(row: Row, one: UsulanKecamatan) -> dict[str, Any]:
    """The agreed volume and money: what was typed, else what the village proposed."""
    own = current(one)
    cost = row["biaya"] if row.get("biaya") is not None else own.get("biaya")
    swadaya = None if cost is None else min(own.get("swadaya") or 0, cost)
    return {
        "volume": one.usulan.volume if row.get("volume") is None else row["volume"],
        "biaya": cost, "swadaya": swadaya,
        "biaya_sumber": None if cost is None else cost - (swadaya or 0),
    }  # fmt: skip
