"""The news of a village by hamlet and by proposing group, and the poster of each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.models.jejak import Jejak
from musren.models.musyawarah import Musyawarah
from musren.models.serapan import Kemajuan, Serapan
from musren.models.tahun import Tahun
from musren.models.usulan import RiwayatStatus, Usulan
from musren.papers import contracts
from musren.papers.kinds import template
from musren.papers.render import Purpose, render
from musren.services import jejak, kabar
from musren.services.fakta.kabar import poster_facts
from musren.services.kabar import KabarUsulan
from musren.services.tahun import profile_of
from musren.services.wilayah import dusun_of, name

JENIS = "kabar_usulan"
DUSUN, KELOMPOK = "dusun", "kelompok"
REST, WOMEN = "d0", "k0"
PRINTED = "cetak_kabar"
UNKNOWN = "Kelompok itu tidak ada di desa ini. Kembali ke halaman kabar usulan, lalu pilih lagi."
_BETWEEN = re.compile(r"\s*[,;/&–-]\s*|\s+dan\s+|\s+s\.?d\.?\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Kelompok:
    """A hamlet (``d12``) or group (``k7``) with its news; `dicetak`: when the last poster was made.

    `berubah` are the codes of what changed since then; empty while there was no poster.
    """

    kunci: str
    jenis: str
    nama: str
    usulan: Sequence[KabarUsulan]
    ringkas: str
    dicetak: datetime | None
    berubah: frozenset[str]


def groups(session: Session, year: Tahun, desa: RegionCode) -> list[Kelompok]:
    """Hamlets in their order, what is in no single hamlet, the women, then the other groups.

    A hamlet is always there; everything else only with proposals. A proposal of a hamlet's women
    stands with its hamlet and with the women.
    """
    news = kabar.of_village(session, year, desa)
    named = _named(session, desa)
    printed, moved = _printed(session, year, desa), _moved(session, year, desa)
    found = []
    for key, (jenis, nama) in named.items():
        own = [one for one in news if key in _keys_of(one.usulan, named)]
        if not own and (jenis == KELOMPOK or key == REST):
            continue
        when = printed.get(_objek(desa, year, key))
        found.append(
            Kelompok(
                kunci=key, jenis=jenis, nama=nama, usulan=own, dicetak=when,
                ringkas=kabar.summary(nama, year.tahun, own),
                berubah=frozenset(
                    one.usulan.kode for one in own
                    if when is not None and moved.get(one.usulan.id, when) > when
                ),
            )
        )  # fmt: skip
    return found


def group(session: Session, year: Tahun, desa: RegionCode, kunci: str) -> Kelompok:
    """One of them; raises NotFound."""
    found = next((one for one in groups(session, year, desa) if one.kunci == kunci), None)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


# --- who proposed -------------------------------------------------------------------------------

Named = Mapping[str, tuple[str, str]]


def _named(session: Session, desa: RegionCode) -> Named:
    """Key to kind and name. Groups are those that met; a free name of a proposer is none."""
    found = {f"d{one.id}": (DUSUN, _hamlet(one.nama)) for one in dusun_of(session, desa)}
    found[REST] = (DUSUN, f"seluruh Desa {name(session, desa)}")
    found[WOMEN] = (KELOMPOK, "Kelompok perempuan (MKP)")
    rows = session.execute(
        select(func.max(Musyawarah.id), Musyawarah.kelompok_nama)
        .where(
            Musyawarah.wilayah_kode == str(desa), Musyawarah.jenis == "pertemuan_pkd",
            Musyawarah.kelompok_nama != "", Musyawarah.kelompok_jenis != "dusun",
        )
        .group_by(Musyawarah.kelompok_nama)
        .order_by(func.max(Musyawarah.id))
    )  # fmt: skip
    return found | {f"k{number}": (KELOMPOK, nama) for number, nama in rows}


def _hamlet(nama: str) -> str:
    return nama if nama.casefold().startswith("dusun") else f"Dusun {nama}"


def _plain(text: str) -> str:
    return " ".join(text.casefold().removeprefix("dusun ").split())


def _keys_of(one: Usulan, named: Named) -> set[str]:
    """Every hamlet and group this proposal belongs to; the whole village when to no hamlet."""
    written = {_plain(one.dusun), *(_plain(part) for part in _BETWEEN.split(one.dusun))}
    keys = {
        key for key, (jenis, nama) in named.items()
        if jenis == DUSUN and key != REST and _plain(nama) in written
    } or {REST}  # fmt: skip
    if one.forum_awal == "mkp":
        keys.add(WOMEN)
    proposer = one.pengusul.strip().casefold()
    return keys | {
        key for key, (jenis, nama) in named.items()
        if jenis == KELOMPOK and proposer and nama.casefold() == proposer
    }  # fmt: skip


# --- since the last poster ----------------------------------------------------------------------


def _objek(desa: RegionCode, year: Tahun, kunci: str) -> str:
    return f"kabar:{desa}:{year.tahun}:{kunci}"


def _printed(session: Session, year: Tahun, desa: RegionCode) -> dict[str, datetime]:
    rows = session.execute(
        select(Jejak.objek, func.max(Jejak.id))
        .where(
            Jejak.wilayah_kode == str(desa), Jejak.tindakan == PRINTED,
            Jejak.objek.startswith(f"kabar:{desa}:{year.tahun}:"),
        )
        .group_by(Jejak.objek)
    )  # fmt: skip
    last = {number: objek for objek, number in rows}
    found = session.execute(select(Jejak.id, Jejak.pada).where(Jejak.id.in_(last)))
    return {last[number]: moment for number, moment in found}


def _moved(session: Session, year: Tahun, desa: RegionCode) -> dict[int, datetime]:
    """When each proposal last changed: its state, its money, or its progress; three statements."""
    ours = (Usulan.tahun_id == year.id, Usulan.desa_kode == str(desa))
    found: dict[int, datetime] = {}
    for owner, moment in (
        (RiwayatStatus.usulan_id, RiwayatStatus.pada), (Serapan.usulan_id, Serapan.pada),
        (Kemajuan.usulan_id, Kemajuan.dibuat),
    ):  # fmt: skip
        rows = session.execute(
            select(owner, func.max(moment)).join(Usulan, Usulan.id == owner).where(*ours)
            .group_by(owner)
        )  # fmt: skip
        for usulan_id, latest in rows:
            found[usulan_id] = max(latest, found.get(usulan_id, latest))
    return found


def record_printed(
    session: Session, act: Act, year: Tahun, desa: RegionCode, keys: Iterable[str]
) -> None:
    """Remember that posters were made now, so that changes after them are shown."""
    for key in keys:
        jejak.record(session, act, PRINTED, _objek(desa, year, key), place=desa, hak=Hak.LIHAT_DESA)


# --- the poster ---------------------------------------------------------------------------------


def poster(
    session: Session, year: Tahun, desa: RegionCode, one: Kelompok, day: date, laman: str = ""
) -> Mapping[str, object]:
    """The checked facts of a poster as things stand now; raises NotReady without a profile."""
    told = poster_facts(
        session, year, desa, profile_of(year), nama=one.nama, jenis=one.jenis, usulan=one.usulan
    )
    return contracts.freeze(
        JENIS, {**told, "tanggal_surat": day.isoformat(), "laman": laman or None}
    )  # fmt: skip


def as_word(facts: Mapping[str, object], office: Path | None = None) -> bytes:
    """The poster as a Word file: a sheet for the wall, without number, never issued."""
    return render(template(JENIS, office), facts, purpose=Purpose.ISSUE)


def file_name(desa: RegionCode, tahun: int, one: Kelompok, suffix: str) -> str:
    return f"kabar-usulan-{desa}-{tahun}-{one.kunci}{suffix}"


def villages_below(session: Session, year: Tahun, place: RegionCode) -> list[RegionCode]:
    """The villages of a place with proposals in this year, in the order of their codes."""
    rows = session.scalars(
        select(Usulan.desa_kode)
        .where(
            Usulan.tahun_id == year.id,
            or_(Usulan.desa_kode == str(place), Usulan.desa_kode.startswith(f"{place}.")),
        )
        .distinct()
        .order_by(Usulan.desa_kode)
    )
    return [RegionCode.parse(one) for one in rows]
