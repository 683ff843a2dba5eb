"""The page of a kecamatan's priorities: the three lists, computed beside decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.bahasa import angka
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import RegionCode
from musren.integration import prioritas
from musren.integration.hak_suara import Kuorum
from musren.integration.prioritas import Urutan
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, UsulanKecamatan
from musren.models.verifikasi import Verifikasi
from musren.services.prefill import meeting
from musren.services.prioritas import hak_suara
from musren.services.prioritas.putusan import RETURNED, recommendation, verified
from musren.services.prioritas.urutan import Daftar, blocked, lists
from musren.services.usulan_masuk import current, kode_of

PUTUSAN: Mapping[str, str] = {
    "disepakati": "Disepakati", "cadangan": "Cadangan", "ditunda": "Ditunda",
    "ditolak": "Tidak disepakati",
}  # fmt: skip
ORDER = tuple(PUTUSAN)


@dataclass(frozen=True, kw_only=True)
class Baris:
    """One proposal: what the session gave, what the meeting decided, and why they differ."""

    masuk: UsulanKecamatan
    hasil: Urutan | None
    saran: int | None
    keputusan: Keputusan | None
    catatan: str

    @property
    def isi(self) -> Mapping[str, Any]:
        """What the kecamatan works with: the snapshot and what the village mended."""
        return current(self.masuk)

    @property
    def putusan(self) -> str:
        if self.keputusan is not None:
            return PUTUSAN.get(self.keputusan.putusan, self.keputusan.putusan)
        waits = self.masuk.usulan.status == RETURNED
        return "Dikembalikan ke desa" if waits else "Belum diputuskan"

    @property
    def kesepakatan(self) -> str:
        """The agreed volume and cost, where they are not what came in."""
        k, own = self.keputusan, self.isi
        if k is None or k.putusan not in {"disepakati", "cadangan"}:
            return ""
        size, brought = k.volume, own.get("volume")
        same_size = size is None or (brought is not None and Decimal(brought) == size)
        if same_size and k.biaya in {None, own.get("biaya")}:
            return ""
        told = f"{angka(size)} {k.satuan or ''}".strip() if size is not None else ""
        return ", ".join(p for p in (told, format_rupiah(k.biaya) if k.biaya else "") if p)

    @property
    def beda(self) -> bool:
        """Whether people put it elsewhere than the rule."""
        k = self.keputusan
        return (
            k is not None and k.peringkat is not None
            and k.peringkat_hitung is not None and k.peringkat != k.peringkat_hitung
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Bagian:
    """One list on the page; `terhalang` says why its session may not begin."""

    daftar: Daftar
    baris: Sequence[Baris]
    terhalang: str

    @property
    def cara(self) -> str:
        kept = self.daftar.sidang
        return prioritas.CARA[kept.cara] if kept is not None else ""

    @property
    def beda(self) -> int:
        return sum(one.beda for one in self.baris)

    @property
    def seri(self) -> int:
        return sum(one.seri for one in self.daftar.urutan)


@dataclass(frozen=True, kw_only=True)
class Papan:
    """All of it: the lists, the meeting once it was recorded, who votes."""

    bagian: Sequence[Bagian]
    musyawarah: Musyawarah | None
    kuorum: Kuorum


def board(session: Session, year: Tahun, place: RegionCode) -> Papan:
    """The lists with their decisions, in a dozen statements however long they are."""
    all_of = lists(session, year, place)
    held = meeting(session, hak_suara.JENIS, year, place)
    decided = {k.usulan_id: k for k in held.keputusan} if held is not None else {}
    found = verified(session, (one for part in all_of.values() for one in part.usulan))
    hak = hak_suara.electorate(session, year, place)
    return Papan(
        bagian=[
            Bagian(
                daftar=part, terhalang=blocked(all_of, kunci), baris=_lines(part, decided, found)
            )
            for kunci, part in all_of.items()
        ],
        musyawarah=held, kuorum=hak_suara.reached(session, year, place, hak),
    )  # fmt: skip


def _lines(
    part: Daftar, decided: Mapping[int, Keputusan], found: Mapping[int, Verifikasi]
) -> list[Baris]:
    made = [
        Baris(
            masuk=one, hasil=part.hitungan.get(kode_of(one)), saran=part.saran.get(one.usulan_id),
            keputusan=decided.get(one.usulan_id),
            catatan=recommendation(found.get(one.usulan_id)),
        )
        for one in part.usulan
    ]  # fmt: skip
    return sorted(made, key=_place)


def _place(one: Baris) -> tuple[int, int, int]:
    """By decided rank, then the reserve, then by the session's rank, then as they came."""
    k = one.keputusan
    kind = ORDER.index(k.putusan) if k is not None and k.putusan in ORDER else len(ORDER)
    rank = k.peringkat if k is not None and k.peringkat is not None else one.saran
    return kind, rank or 10**6, one.masuk.id
