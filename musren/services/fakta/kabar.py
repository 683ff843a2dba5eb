"""Facts of the poster Kabar Usulan: what became of the proposals of one hamlet or group."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from musren.domain.bahasa import kapital
from musren.domain.wilayah import Level, RegionCode
from musren.integration.corong import TAHAP
from musren.integration.profil import Profil
from musren.models.tahun import Tahun
from musren.services.fakta.bersama import Facts, short
from musren.services.fakta.desa import head, place_text
from musren.services.kabar import HENTI, JADI, JALAN, KabarUsulan
from musren.services.profil import need_village

DOOR, BY = "Pintu berikutnya: ", "Oleh "


def poster_facts(  # noqa: PLR0913
    session: Session, year: Tahun, desa: RegionCode, profile: Profil, *, nama: str, jenis: str,
    usulan: Sequence[KabarUsulan],
) -> Facts:  # fmt: skip
    """Everything but the day; raises NotReady while the village's profile is missing."""
    standings = [one.keadaan for one in usulan]
    return {
        **head(session, year, desa, profile), "draf": False, "kelompok": nama, "jenis": jenis,
        "tahap": list(TAHAP.values()), "usulan": [_row(one) for one in usulan],
        "jumlah": {
            "usulan": len(usulan), **{s: standings.count(s) for s in (JALAN, HENTI, JADI)},
        },
        "kontak": _contact(session, desa),
    }  # fmt: skip


def _row(one: KabarUsulan) -> Facts:
    said = one.kabar
    door = said.pintu.removeprefix(DOOR)
    return {
        "kode": said.kode, "kegiatan": said.kegiatan, "lokasi": place_text(one.usulan),
        "keadaan": one.keadaan, "posisi": said.keadaan,
        "oleh": said.diputuskan.removeprefix(BY) or None,
        "alasan": f"{said.alasan}." if said.alasan else None,
        "perbaikan": said.perbaikan or None, "pintu": door[:1].upper() + door[1:] or None,
        "langkah": [{"nama": name, "keadaan": state} for name, state in one.langkah],
    }  # fmt: skip


def _contact(session: Session, desa: RegionCode) -> str:
    """An office and its telephone, never a person."""
    office = need_village(session, desa)
    name = kapital(short(session, desa, Level.DESA))
    phone = f" atau telepon {office.telepon}" if office.telepon else ""
    return f"Datanglah ke Kantor Kepala Desa {name}{phone}."
