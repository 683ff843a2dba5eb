"""MAD Pendanaan of a kecamatan: the frozen inputs, the computed allocation, the form (II.D.4.c)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import Invalid, NotReady
from musren.domain.peran import Act, Hak
from musren.domain.rupiah import BadRupiah, format_rupiah, parse_rupiah
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.sidang import PENDANAAN
from musren.forms.steps import numbered
from musren.integration import pendanaan as rule
from musren.integration import prioritas
from musren.integration.pendanaan import (
    Alokasi,
    BarisAlokasi,
    Calon,
    Masukan,
    PilihanSisa,
    Tambahan,
)
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.prioritas import Pendanaan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.services import jejak
from musren.services.musyawarah import refuse_after_paper
from musren.services.pengumuman import INFO, PERINGATAN, Pengumuman, Tabel
from musren.services.perubahan import refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Started, meeting
from musren.services.prioritas.hak_suara import JENIS
from musren.services.tahun import blm_ceiling, profile_of
from musren.services.usulan_masuk import kode_of, list_key, title

Row = Mapping[str, Any]
INPUTS = ("pagu", "op_upk", "op_tpk", "spp_maks")
MONEY: Mapping[str, str] = {prioritas.SPP: "Bagian SPP dari BLM", prioritas.BUKAN_SPP: "BLM"}
"""What runs out first in each list: SPP has a share of its own."""


@dataclass(frozen=True, kw_only=True)
class Disetujui:
    """One agreed BLM proposal: its decision beside what came from the village."""

    keputusan: Keputusan
    masuk: UsulanKecamatan

    @property
    def kode(self) -> str:
        return kode_of(self.masuk)

    @property
    def spp(self) -> bool:
        return list_key(self.masuk) == prioritas.SPP

    @property
    def calon(self) -> Calon:
        k = self.keputusan
        return Calon(self.kode, title(self.masuk), k.peringkat or 0, k.biaya_sumber, k.swadaya or 0)


@dataclass(frozen=True, kw_only=True)
class Dana:
    """The funding of one kecamatan as it follows from its inputs and the decided ranks."""

    masukan: Masukan
    usulan: Sequence[Disetujui]
    sisa: PilihanSisa

    @cached_property
    def dasar(self) -> Alokasi:
        """Before the forum's choice about the remainder."""
        return rule.allocate(self.masukan, *self.calon)

    @cached_property
    def alokasi(self) -> Alokasi:
        """With that choice, as far as it can be."""
        return rule.allocate(self.masukan, *self.calon, self.sisa)

    @property
    def calon(self) -> tuple[list[Calon], list[Calon]]:
        return calon_of(self.usulan)

    @cached_property
    def per_kode(self) -> Mapping[str, Disetujui]:
        return {one.kode: one for one in self.usulan}

    @property
    def salah(self) -> dict[str, str]:
        """What is wrong with the choice about the remainder, by form field."""
        return rule.option_errors(self.dasar, self.sisa)

    @property
    def menunggu(self) -> bool:
        """Whether money is left and the forum has not said what becomes of it."""
        return bool(self.dasar.sisa_awal) and not self.sisa.pilihan

    def rows(self) -> list[tuple[str, BarisAlokasi]]:
        """Every proposal in printed order, with the key of its list."""
        return [
            *((prioritas.SPP, b) for b in self.alokasi.spp),
            *((prioritas.BUKAN_SPP, b) for b in self.alokasi.bukan_spp),
        ]


def calon_of(usulan: Sequence[Disetujui]) -> tuple[list[Calon], list[Calon]]:
    """SPP and the others, as the rule takes them."""
    return [one.calon for one in usulan if one.spp], [one.calon for one in usulan if not one.spp]


def agreed(session: Session, year: Tahun, place: RegionCode) -> list[Disetujui]:
    """What the Musrenbang Kecamatan agreed for the BLM, by list and rank."""
    return _agreed(session, year, [str(place)]).get(str(place), [])


def _agreed(
    session: Session, year: Tahun, kecamatan: Sequence[str]
) -> dict[str, list[Disetujui]]:  # fmt: skip
    """As `agreed`, by code of each of these kecamatan."""
    found = session.execute(
        select(Musyawarah.wilayah_kode, Keputusan, UsulanKecamatan)
        .join(Keputusan, Keputusan.musyawarah_id == Musyawarah.id)
        .join(UsulanKecamatan, UsulanKecamatan.usulan_id == Keputusan.usulan_id)
        .where(
            Musyawarah.tahun_id == year.id, Musyawarah.jenis == JENIS,
            Musyawarah.wilayah_kode.in_(kecamatan), Keputusan.putusan == "disepakati",
            Keputusan.sumber == "blm",
        )
        .options(
            selectinload(Keputusan.usulan).selectinload(Usulan.dana),
            selectinload(Keputusan.usulan).selectinload(Usulan.pengembalian),
        )
    )  # fmt: skip
    pairs: dict[str, list[Disetujui]] = {}
    for kode, k, u in found:
        pairs.setdefault(kode, []).append(Disetujui(keputusan=k, masuk=u))
    return {
        kode: sorted(own, key=lambda d: (not d.spp, d.keputusan.peringkat or 10**6, d.kode))
        for kode, own in pairs.items()
    }


def stored(session: Session, year: Tahun, place: RegionCode) -> Pendanaan | None:
    return session.get(Pendanaan, (year.id, str(place)))


def of(session: Session, year: Tahun, place: RegionCode) -> Dana | None:
    """The funding as it was sent, computed anew; None before."""
    kept = stored(session, year, place)
    return None if kept is None else of_kept(session, year, [kept])[kept.kecamatan_kode]


def of_kept(session: Session, year: Tahun, kept: Sequence[Pendanaan]) -> dict[str, Dana]:
    """The fundings as they were sent, computed anew, by code of the kecamatan."""
    usulan = _agreed(session, year, [one.kecamatan_kode for one in kept])
    return {one.kecamatan_kode: _as_sent(one, usulan.get(one.kecamatan_kode, [])) for one in kept}


def _as_sent(kept: Pendanaan, usulan: Sequence[Disetujui]) -> Dana:
    by_id = {one.keputusan.usulan_id: one.kode for one in usulan}
    return Dana(
        masukan=Masukan(kept.pagu, kept.op_upk, kept.op_tpk, kept.spp_maks), usulan=usulan,
        sisa=PilihanSisa(
            kept.pilihan_sisa, by_id.get(kept.sisa_usulan_id or 0, ""), kept.swadaya_tambahan or 0,
            tuple(
                Tambahan(by_id.get(int(t["usulan_id"]), ""), t["biaya"]) for t in kept.tambahan
            ),
        ),
    )  # fmt: skip


def need(session: Session, year: Tahun, place: RegionCode) -> tuple[Dana, Pendanaan]:
    """The funding with what was recorded of it; raises NotReady."""
    kept, dana = stored(session, year, place), of(session, year, place)
    if kept is None or dana is None:
        raise NotReady("Pendanaan BLM belum diisi. Kirim dahulu formulirnya.")
    return dana, kept


def expected(session: Session, year: Tahun, place: RegionCode) -> Dana | None:
    """What the funding would be with the ceiling on record and the profile's shares."""
    ceiling = blm_ceiling(session, year, place)
    usulan = agreed(session, year, place)
    if ceiling is None or not usulan:
        return None
    masukan = rule.inputs(profile_of(year), ceiling)
    return Dana(masukan=masukan, usulan=usulan, sisa=PilihanSisa())


def needed(session: Session, year: Tahun, place: RegionCode) -> bool:
    """Whether this kecamatan knows its BLM and agreed on proposals for it."""
    return blm_ceiling(session, year, place) is not None and bool(agreed(session, year, place))


def unfunded(session: Session, year: Tahun, place: RegionCode) -> dict[int, str]:
    """Ids of the agreed BLM proposals the money does not reach, with the reason."""
    dana = of(session, year, place)
    if dana is None:
        return {}
    found = {}
    for kunci, row in dana.rows():
        if not row.didanai:
            last = max((b.peringkat for k, b in dana.rows() if k == kunci and b.didanai), default=0)
            where, money = prioritas.DAFTAR[kunci], MONEY[kunci]
            told = (
                f"{money} habis pada peringkat {last} daftar {where}."
                if last
                else f"{money} tidak mencukupi untuk peringkat pertama daftar {where}."
            )
            found[dana.per_kode[row.kode].keputusan.usulan_id] = f"{told} {row.alasan}"
    return found


# --- the form -----------------------------------------------------------------------------------


def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    """The funding as it was sent, or the ceiling with the profile's shares."""
    _refuse_early(session, year, place)
    kept = stored(session, year, place)
    if kept is not None:
        names = (*INPUTS, "pilihan_sisa", "swadaya_tambahan", "alasan")
        values = {name: getattr(kept, name) for name in names}
        values["sisa_usulan_id"] = str(kept.sisa_usulan_id or "")
        values["tambahan"] = [{**t, "usulan_id": str(t["usulan_id"])} for t in kept.tambahan]
        return PENDANAAN.write(values), kept.versi
    ceiling = blm_ceiling(session, year, place)
    if ceiling is None:
        return {}, None
    usual = rule.inputs(profile_of(year), ceiling)
    return PENDANAAN.write({name: getattr(usual, name) for name in INPUTS}), None


def _refuse_early(session: Session, year: Tahun, place: RegionCode) -> None:
    if not agreed(session, year, place):
        raise NotReady(
            "Belum ada usulan BLM yang disepakati. Kirim dahulu isian Musrenbang Kecamatan; "
            "peringkatnya menentukan usulan mana yang didanai."
        )


def _given(session: Session, year: Tahun, place: RegionCode, values: Row, masukan: Masukan) -> Dana:
    usulan = agreed(session, year, place)
    by_id = {str(one.keputusan.usulan_id): one.kode for one in usulan}
    rows = [row for row in values.get("tambahan") or () if isinstance(row, Mapping)]
    return Dana(
        masukan=masukan, usulan=usulan,
        sisa=PilihanSisa(
            str(values.get("pilihan_sisa") or ""),
            by_id.get(str(values.get("sisa_usulan_id") or ""), ""),
            _rupiah(values.get("swadaya_tambahan")) or 0,
            tuple(
                Tambahan(by_id.get(str(row.get("usulan_id")), ""), _rupiah(row.get("biaya")))
                for row in rows
            ),
        ),
    )  # fmt: skip


def _rupiah(value: Any) -> int | None:
    """Rupiah as read, or as typed so far; None where nothing readable is there."""
    if value is None or isinstance(value, int):
        return value
    try:
        return parse_rupiah(value) if str(value).strip() else None
    except BadRupiah:
        return None


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Row, draft: Draf
) -> str:
    """Keep the inputs and the forum's choice. Raises Invalid, NotReady or Conflict."""
    _refuse_early(session, year, place)
    held = meeting(session, JENIS, year, place)
    if held is not None:
        refuse_after_paper(session, held)
    kept = stored(session, year, place)
    refuse_stale(kept.versi if kept else None, draft.objek_versi, "Pendanaan BLM")
    masukan = Masukan(*(values[name] for name in INPUTS))
    _refuse_inputs(year, masukan)
    _refuse_choice(_given(session, year, place, values, masukan), values)
    if kept is None:
        kept = Pendanaan(tahun_id=year.id, kecamatan_kode=str(place))
        session.add(kept)
    _write(kept, values)
    kept.diubah = act.pada
    session.flush()
    jejak.record(
        session, act, "catat_pendanaan", f"pendanaan:{place}", place=place,
        hak=Hak.ISI_KECAMATAN, rincian={"pagu": kept.pagu, "pilihan_sisa": kept.pilihan_sisa},
    )  # fmt: skip
    return f"pendanaan:{place}"


def _refuse_inputs(year: Tahun, masukan: Masukan) -> None:
    wrong = rule.input_errors(masukan) or {
        one.aturan: one.kalimat for one in rule.check_inputs(profile_of(year), masukan) if one.keras
    }
    if wrong:
        raise Invalid("Ada bagian pagu yang tidak mungkin.", wrong)


def _refuse_choice(dana: Dana, values: Row) -> None:
    typed = [number for number, _ in numbered(values["tambahan"])]
    wrong = {}
    for path, told in dana.salah.items():
        name, _, rest = path.partition(".")
        number, _, column = rest.partition(".")
        wrong[f"{name}.{typed[int(number)]}.{column}" if column else path] = told
    if wrong:
        raise Invalid("Putusan tentang sisa BLM belum dapat diterima.", wrong)


def _write(kept: Pendanaan, values: Row) -> None:
    """The inputs, and of the choice only what belongs to it."""
    for name in INPUTS:
        setattr(kept, name, values[name])
    choice = values["pilihan_sisa"] or ""
    swadaya = choice == rule.TAMBAH_SWADAYA
    kept.pilihan_sisa, kept.alasan = choice, values["alasan"] or ""
    kept.sisa_usulan_id = int(values["sisa_usulan_id"]) if swadaya else None
    kept.swadaya_tambahan = values["swadaya_tambahan"] if swadaya else None
    kept.tambahan = [
        {
            "usulan_id": int(row["usulan_id"]), "biaya": row["biaya"],
            "volume": None if row["volume"] is None else format(row["volume"], "f"),
        }
        for row in (values["tambahan"] if choice == rule.TAMBAH_VOLUME else ())
    ]  # fmt: skip


def attention(session: Session, year: Tahun, place: RegionCode, values: Row) -> list[str]:
    """Unusual shares, a ceiling other than the one on record, a remainder nobody decided on."""
    if any(values.get(name) is None for name in INPUTS):
        return []
    masukan = Masukan(*(values[name] for name in INPUTS))
    told = [one.kalimat for one in rule.check_inputs(profile_of(year), masukan) if not one.keras]
    ceiling = blm_ceiling(session, year, place)
    if ceiling is not None and ceiling != masukan.pagu:
        told.append(
            f"Pagu {format_rupiah(masukan.pagu)} berbeda dari pagu pada profil kecamatan, yaitu "
            f"{format_rupiah(ceiling)}."
        )
    dana = _given(session, year, place, values, masukan)
    if dana.menunggu:
        told.append(f"Sisa BLM {format_rupiah(dana.dasar.sisa_awal)} belum diputuskan forum.")
    return told


# --- lists and notices of the form ----------------------------------------------------------------


def _so_far(here: Setting) -> Dana | None:
    """The funding by the answers as they stand; None until the inputs can be read."""
    amounts = [_rupiah(here.answers.get(name)) for name in INPUTS]
    known = [n for n in amounts if n is not None]
    if len(known) != len(INPUTS):
        return None
    return _given(here.session, here.year, here.place, here.answers, Masukan(*known))


def funded_options(here: Setting) -> list[Option]:
    dana = _so_far(here)
    if dana is None:
        return []
    return [
        Option(str(dana.per_kode[kode].keputusan.usulan_id), title(dana.per_kode[kode].masuk))
        for kode in dana.dasar.didanai
    ]


def next_option(here: Setting) -> list[Option]:
    dana = _so_far(here)
    if dana is None or dana.dasar.berikut is None:
        return []
    one = dana.per_kode[dana.dasar.berikut]
    name = f"Peringkat {one.keputusan.peringkat}: {title(one.masuk)}"
    return [Option(str(one.keputusan.usulan_id), name)]


def told(here: Setting) -> list[Pengumuman]:
    """Who is funded by what is typed, with the running sums."""
    dana = _so_far(here)
    if dana is None:
        return [Pengumuman(judul="Alokasi BLM", baris=["Isi dahulu pagu dan bagian tetapnya."])]
    against = [*rule.input_errors(dana.masukan).values(), *dana.salah.values()]
    nada = PERINGATAN if against or dana.menunggu else INFO
    lines = [*dana.alokasi.kalimat, *against]
    return [Pengumuman(judul="Alokasi BLM", baris=lines, tabel=table(dana), nada=nada)]


def table(dana: Dana) -> Tabel:
    return Tabel(
        kepala=("Daftar", "Peringkat", "Usulan", "BLM", "Jumlah berjalan", "Keterangan"),
        angka=(1, 3, 4),
        isi=[
            (
                "SPP" if kunci == prioritas.SPP else "Bukan SPP", str(row.peringkat), row.kegiatan,
                _asked(dana, row), format_rupiah(row.kumulatif) if row.didanai else "–", row.alasan,
            )
            for kunci, row in dana.rows()
        ],
    )  # fmt: skip


def _asked(dana: Dana, row: BarisAlokasi) -> str:
    """What it gets, or what it would have needed."""
    amount = row.blm if row.didanai else dana.per_kode[row.kode].keputusan.biaya_sumber
    return "–" if amount is None else format_rupiah(amount)
