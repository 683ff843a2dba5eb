"""Facts of the list for the hearing of the DPRD (Panduan V.A, V.B)."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.waktu import zone_of
from musren.domain.wilayah import RegionCode
from musren.integration.status import LABEL_STATUS, StatusUsulan
from musren.models.musyawarah import Undangan
from musren.models.prioritas import Pokir
from musren.models.tahun import Tahun
from musren.services.fakta import kantor
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import place_text, size
from musren.services.kabupaten.usulan import Masuk, incoming
from musren.services.pokir.sanding import BarisPokir, rows_of, wishes_for
from musren.services.tahun import profile_of

UNKNOWN = "Daerah pemilihan belum diketahui"
HEARING = "hearing_dprd"


def daftar_hearing(session: Session, year: Tahun, place: RegionCode, objek: str) -> Facts:
    """What the Musrenbang Kecamatan agreed beside what the DPRD brings, by electoral district.

    `objek` narrows it to one kecamatan (its code); empty for the whole kabupaten.
    """
    priorities = [
        one for one in incoming(session, year, place) if objek in {"", one.kecamatan_kode}
    ]
    wishes = rows_of(session, _wishes(session, year, objek))
    answered = wishes_for(session, [one.usulan.id for one in priorities])
    districts = _districts(session, year)
    names = dict.fromkeys([
        *(districts.get(one.kecamatan_kode, UNKNOWN) for one in priorities),
        *(one.pokir.dapil or UNKNOWN for one in wishes),
    ])  # fmt: skip
    groups = [
        _group(
            name,
            [p for p in priorities if districts.get(p.kecamatan_kode, UNKNOWN) == name],
            [w for w in wishes if (w.pokir.dapil or UNKNOWN) == name], answered,
        )
        for name in sorted(names, key=lambda n: (n == UNKNOWN, n.casefold()))
    ]  # fmt: skip
    return {
        **kantor.head(session, year, place),
        "acara": _meeting(session, year, place),
        "kelompok": groups,
        "diminta": list(profile_of(year).tugas("hearing")),
        "jumlah": _sum(groups),
        "penandatangan": {"kepala_bappeda": kantor.kepala_bappeda(session, place)},
    }


def _wishes(session: Session, year: Tahun, kecamatan: str) -> Sequence[Pokir]:
    statement = select(Pokir).where(Pokir.tahun_id == year.id).order_by(Pokir.id)
    if kecamatan:
        statement = statement.where(Pokir.kecamatan_kode == kecamatan)
    return session.scalars(statement).all()


def _districts(session: Session, year: Tahun) -> Mapping[str, str]:
    """By kecamatan, the electoral district its wishes name; the first one told stands."""
    found: dict[str, str] = {}
    rows = session.execute(
        select(Pokir.kecamatan_kode, Pokir.dapil)
        .where(Pokir.tahun_id == year.id, Pokir.dapil != "", Pokir.kecamatan_kode.is_not(None))
        .order_by(Pokir.id)
    )
    for kode, dapil in rows:
        found.setdefault(kode or "", dapil)
    return found


def _meeting(session: Session, year: Tahun, place: RegionCode) -> Facts | None:
    """The hearing people were invited to last; None while nobody was."""
    letter = session.scalar(
        select(Undangan)
        .where(
            Undangan.tahun_id == year.id, Undangan.wilayah_kode == str(place),
            Undangan.acara.startswith(f"{HEARING}."),
        )
        .order_by(Undangan.id.desc())
        .limit(1)
    )  # fmt: skip
    if letter is None:
        return None
    return {
        "tanggal": letter.tanggal.isoformat(), "jam_mulai": letter.jam_mulai.strftime("%H:%M"),
        "zona_waktu": zone_of(place).tzname(None), "tempat": letter.tempat,
    }  # fmt: skip


def _group(
    name: str, priorities: Sequence[Masuk], wishes: Sequence[BarisPokir],
    answered: Mapping[int, Sequence[tuple[Pokir, bool]]],
) -> Facts:  # fmt: skip
    rows = [_priority(one, [p for p, _ in answered.get(one.usulan.id, ())]) for one in priorities]
    matched = [_matched(wish, at) for wish in wishes for at in range(len(wish.usulan))]
    open_ones = [
        _wish(one) | {"keterangan": one.pokir.keterangan or None} for one in wishes if not one.cocok
    ]
    places = [*(p.kecamatan for p in priorities), *(w.kecamatan for w in wishes if w.kecamatan)]
    return {
        "nama": name,
        "kecamatan": sorted(dict.fromkeys(places)),
        "anggota": sorted(dict.fromkeys(_member(w.pokir) for w in wishes)),
        "usulan": rows, "pokir_cocok": matched, "pokir_belum": open_ones,
        "diminta": _asked(rows, open_ones),
        "jumlah": {
            "usulan": len(rows), "biaya": sum(row["biaya"] or 0 for row in rows),
            "pokir_cocok": len(matched), "pokir_belum": len(open_ones),
        },
    }  # fmt: skip


def _priority(one: Masuk, wishes: Sequence[Pokir]) -> Facts:
    u, k = one.usulan, one.kecamatan_putusan
    return {
        "kode": u.kode, "kegiatan": u.kegiatan, "kecamatan": one.kecamatan, "desa": one.desa,
        "lokasi": place_text(u), "peringkat": k.peringkat, "volume": size(k.volume),
        "satuan": k.satuan or None, "biaya": k.biaya, "skpd": k.skpd or None,
        "status": LABEL_STATUS[StatusUsulan(u.status)],
        "pokir": ", ".join(p.kode for p in wishes) or None,
    }  # fmt: skip


def _wish(one: BarisPokir) -> Facts:
    p = one.pokir
    where = [p.lokasi, f"Desa {one.desa}" if one.desa else f"Kecamatan {one.kecamatan}"]
    return {
        "kode": p.kode, "jenis": p.jenis, "anggota_nama": p.anggota_nama,
        "fraksi": p.fraksi or None, "kegiatan": p.kegiatan,
        "lokasi": ", ".join(w for w in where if w), "volume": size(p.volume),
        "satuan": p.satuan or None, "biaya": p.biaya,
    }  # fmt: skip


def _matched(one: BarisPokir, at: int) -> Facts:
    side = one.usulan[at]
    return _wish(one) | {
        "usulan_kode": side.usulan.kode, "usulan_kegiatan": side.usulan.kegiatan,
        "usulan_biaya": side.biaya,
    }  # fmt: skip


def _member(p: Pokir) -> str:
    return f"{p.anggota_nama} ({p.fraksi})" if p.fraksi else p.anggota_nama


def _asked(rows: Sequence[Facts], open_ones: Sequence[Facts]) -> list[str]:
    """What the villages of this district ask of its members, from what stands above it."""
    told = []
    alone = sum(row["pokir"] is None for row in rows)
    if alone:
        told.append(
            f"Mengawal {alone} prioritas kecamatan yang belum didukung pokir dalam pembahasan "
            "anggaran"
        )
    if open_ones:
        told.append(
            f"Mengarahkan {len(open_ones)} pokir yang belum cocok agar dibahas sebagai usulan desa"
        )
    return told


def _sum(groups: Iterable[Facts]) -> Facts:
    names = ("usulan", "biaya", "pokir_cocok", "pokir_belum")
    parts = [one["jumlah"] for one in groups]
    return {name: sum(part[name] for part in parts) for name in names}
