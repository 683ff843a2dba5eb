"""What the women agreed in the MKP and the Musrenbangdes only legalises (Panduan II.D.3.a-b)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.wilayah import RegionCode
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.services import klasifikasi
from musren.services.dihitung import counted, counts
from musren.services.musyawarah import paper_in_force
from musren.services.prefill import meeting
from musren.services.susunan.berlaku import in_force

JENIS = "mkp"
BLM = "blm"
READ_ONLY = (
    "Usulan ini sudah diputuskan perempuan dalam MKP untuk BLM. Keputusan MKP hanya dibacakan dan "
    "disahkan, tidak dibahas ulang."
)


@dataclass(frozen=True, kw_only=True)
class Pengesahan:
    """The agreed proposals of an MKP whose Berita Acara was issued, by id.

    `halangan` says, for some of them, why they cannot go to BLM after all; these are decided like
    any other proposal.
    """

    ba: Naskah | None = None
    usulan: Mapping[int, Usulan] = field(default_factory=dict)
    halangan: Mapping[int, str] = field(default_factory=dict)

    def fixed(self, usulan_id: int) -> bool:
        """Whether the women's decision stands as it is."""
        return usulan_id in self.usulan and usulan_id not in self.halangan


def meeting_of(session: Session, year: Tahun, place: RegionCode) -> Musyawarah | None:
    return meeting(session, JENIS, year, place)


def agreed_of(session: Session, held: Musyawarah) -> list[Usulan]:
    """The proposals the MKP brings to BLM, in the order of their numbers."""
    found = session.scalars(
        select(Usulan)
        .join(Keputusan, Keputusan.usulan_id == Usulan.id)
        .where(Keputusan.musyawarah_id == held.id, Keputusan.putusan == "disepakati", counted())
        .order_by(Usulan.nomor_urut)
        .options(selectinload(Usulan.dana))
    )
    return list(found)


def replacing(
    session: Session, year: Tahun, place: RegionCode, putusan: Mapping[int, str] | None = None
) -> dict[int, Usulan]:
    """The replaced proposal's id to the one the women handed in instead.

    A replacement that is refused replaces nothing; `putusan` is what is being decided just now,
    by id of the proposal.
    """
    found = session.scalars(
        select(Usulan).where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(place),
            Usulan.menggantikan_id.is_not(None), counted(),
        )
    )  # fmt: skip
    now = putusan or {}
    return {
        u.menggantikan_id: u
        for u in found
        if u.menggantikan_id and now.get(u.id, u.status) != "ditolak"
    }


def of_village(
    session: Session, year: Tahun, place: RegionCode, putusan: Mapping[int, str] | None = None
) -> Pengesahan:
    """What is to be legalised; nothing without an issued Berita Acara of the MKP."""
    held = meeting_of(session, year, place)
    ba = in_force(session, year, place, "ba_mkp") if held is not None else None
    if held is None or ba is None or ba.status == "disusun":
        return Pengesahan()
    found = {u.id: u for u in agreed_of(session, held)}
    instead = replacing(session, year, place, putusan)
    return Pengesahan(ba=ba, usulan=found, halangan=_obstacles(session, year, found, instead))


def _obstacles(
    session: Session, year: Tahun, found: Mapping[int, Usulan], instead: Mapping[int, Usulan]
) -> dict[int, str]:
    standing = [u for u in found.values() if u.id not in instead]
    told = {
        key: replaced_sentence(usulan, instead[key])
        for key, usulan in found.items()
        if key in instead
    }
    for usulan in standing:
        reasons = klasifikasi.objections(session, year, usulan, BLM, standing)
        hard = [one.kalimat for one in reasons if one.keras]
        if hard:
            told[usulan.id] = " ".join(hard)
    return told


def replaced_sentence(usulan: Usulan, instead: Usulan) -> str:
    return (
        f"Usulan “{usulan.kegiatan}” sudah diganti oleh usulan pengganti “{instead.kegiatan}”, "
        "jadi tidak lagi dibawa MKP ke BLM. Pilih sumber dana lain, tunda, atau tolak dengan "
        "alasan."
    )


def agreed_in_mkp(usulan: Usulan) -> bool:
    """Whether the MKP agreed on it, its Berita Acara issued or not."""
    return counts(usulan) and any(
        k.tingkat == JENIS and k.putusan == "disepakati" for k in usulan.keputusan
    )


def locked_by(session: Session, usulan: Usulan) -> Naskah | None:
    """The Berita Acara of the MKP that names this proposal as agreed, while its meeting is closed.

    What the women decided is legalised as they decided it (II.D.3.a), so nobody changes it after.
    """
    year, place = session.get_one(Tahun, usulan.tahun_id), RegionCode.parse(usulan.desa_kode)
    held = meeting_of(session, year, place)
    if held is None or held.dibuka_alasan:
        return None
    agreed = session.scalar(
        select(Keputusan.id).where(
            Keputusan.musyawarah_id == held.id, Keputusan.usulan_id == usulan.id,
            Keputusan.putusan == "disepakati",
        )
    )  # fmt: skip
    return paper_in_force(session, held) if agreed is not None else None


def changed_since(session: Session, held: Musyawarah) -> list[Usulan]:
    """What the women agreed and somebody changed before their Berita Acara was issued."""
    found = session.scalars(
        select(Keputusan)
        .where(Keputusan.musyawarah_id == held.id, Keputusan.putusan == "disepakati")
        .order_by(Keputusan.id)
        .options(selectinload(Keputusan.usulan).selectinload(Usulan.dana))
    )
    return [k.usulan for k in found if _differs(k, k.usulan)]


def _differs(k: Keputusan, now: Usulan) -> bool:
    paid = None if now.biaya is None else klasifikasi.from_source(now, BLM)
    return (k.volume, k.satuan, k.biaya, k.biaya_sumber, JENIS) != (
        now.volume, now.satuan, now.biaya, paid, now.asal
    )  # fmt: skip


def candidates(session: Session, year: Tahun, place: RegionCode) -> Sequence[str]:
    """Names of the women the MKP puts forward as wakil desa."""
    held = meeting_of(session, year, place)
    return [h.nama for h in held.hadir if h.wakil_desa] if held is not None else []
