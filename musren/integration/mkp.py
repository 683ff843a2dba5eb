"""The women's meeting: voters, its BLM proposals, replacements, women's share (Panduan II.D.3)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from musren.domain.bahasa import angka
from musren.domain.rupiah import format_rupiah
from musren.integration.kemiripan import nama_serupa
from musren.integration.profil import Profil
from musren.integration.usulan import Alasan, FaktaUsulan

_PNPM = "ketentuan PNPM-MP"
_TEMPAT_MKP = {"spp": "usulan SPP", "non_spp": "usulan non-SPP"}
_TIGA_TEMPAT = 3  # SPP and non-SPP of the MKP, and the mixed one

TAMU = frozenset({"pemdes", "fasilitator", "perangkat_kecamatan"})
"""Elements whose men are guests of the MKP as a matter of course: Kepala Desa, facilitators."""


@dataclass(frozen=True, slots=True)
class Peserta:
    """One person present: `jk` is "L" or "P", `unsur` a key of the profile."""

    nama: str
    jk: str = ""
    unsur: str = ""


def voters(peserta: Iterable[Peserta]) -> tuple[Peserta, ...]:
    """Return those who decide in the MKP: the women present."""
    return tuple(p for p in peserta if p.jk == "P")


def check_guests(peserta: Iterable[Peserta]) -> tuple[Alasan, ...]:
    """Remind that men are guests, for those who are not there by their office."""
    tamu = [p.nama for p in peserta if p.jk == "L" and p.unsur not in TAMU]
    if not tamu:
        return ()
    kalimat = (
        f"{len(tamu)} laki-laki tercatat hadir selain Kepala Desa dan fasilitator. Mereka tamu "
        "dan tidak ikut memutuskan."
    )
    return (Alasan("mkp_tamu", kalimat, _PNPM, "S", keras=False),)


def vote_errors(peserta: Iterable[Peserta], setuju: int, tidak: int, abstain: int) -> list[str]:
    """Return a complaint when more votes are recorded than there are women present."""
    perempuan = len(voters(peserta))
    suara = setuju + tidak + abstain
    if suara <= perempuan:
        return []
    keluhan = (
        f"Tercatat {suara} suara, padahal perempuan yang hadir {perempuan}. Hanya perempuan yang "
        "memberi suara dalam MKP; perbaiki jumlah suara atau daftar hadir."
    )
    return [keluhan]


# --- proposals ---------------------------------------------------------------------------------


def check_usulan(profil: Profil, usulan: Iterable[FaktaUsulan]) -> tuple[Alasan, ...]:
    """Return what speaks against the proposals with which a village goes to BLM.

    Hard: more than one SPP or more than one non-SPP from the MKP (only while the profile
    allows no more than the three places of the PTO), more proposals than the profile allows.
    Soft: fewer from the MKP than the profile expects.
    """
    semua = tuple(usulan)
    dari_mkp = [u for u in semua if u.asal == "mkp"]
    boleh = profil.batas_int("max_usulan_blm_per_desa")
    return (
        *(_satu_tempat(dari_mkp) if boleh <= _TIGA_TEMPAT else ()),
        *_terlalu_banyak(semua, boleh),
        *_terlalu_sedikit(dari_mkp, profil.batas_int("min_usulan_mkp")),
    )


def _satu_tempat(dari_mkp: Sequence[FaktaUsulan]) -> Iterator[Alasan]:
    for tempat, sebutan in _TEMPAT_MKP.items():
        isi = [u for u in dari_mkp if (u.jenis == "spp") == (tempat == "spp")]
        if len(isi) > 1:
            nama = ", ".join(f"“{u.kegiatan}”" for u in isi)
            kalimat = (
                f"MKP hanya membawa satu {sebutan} untuk BLM; sekarang {len(isi)}: {nama}. Pilih "
                "satu, dan arahkan yang lain ke sumber dana lain."
            )
            yield Alasan(f"mkp_satu_{tempat}", kalimat, _PNPM, "S", keras=True)


def _terlalu_banyak(semua: Sequence[FaktaUsulan], boleh: int) -> Iterator[Alasan]:
    if len(semua) > boleh:
        kalimat = (
            f"Usulan BLM desa ini {len(semua)}, paling banyak {boleh}. Keluarkan salah satunya "
            "atau pilih sumber dana lain."
        )
        yield Alasan("blm_maksimal", kalimat, _PNPM, "S", keras=True)


def _terlalu_sedikit(dari_mkp: Sequence[FaktaUsulan], perlu: int) -> Iterator[Alasan]:
    if len(dari_mkp) < perlu:
        kalimat = f"Usulan BLM dari MKP baru {len(dari_mkp)}; diharapkan paling sedikit {perlu}."
        yield Alasan("mkp_minimal", kalimat, _PNPM, "S", keras=False)


# --- replacement -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pengganti:
    """An MKP proposal that coincides with a mixed one, and the sentence that offers a change."""

    mkp_kode: str
    campuran_kode: str
    kalimat: str


def replacements(profil: Profil, usulan: Iterable[FaktaUsulan]) -> tuple[Pengganti, ...]:
    """Return the offers to replace: non-SPP proposals of MKP and Musdes that are the same work.

    The women may hand in another one, so that the village still has as many as the profile
    allows (three); they need not.
    """
    semua = sorted((u for u in usulan if u.jenis != "spp"), key=lambda u: u.kode)
    boleh = profil.batas_int("max_usulan_blm_per_desa")
    return tuple(
        Pengganti(
            a.kode,
            b.kode,
            f"Usulan MKP “{a.kegiatan}” serupa dengan usulan campuran “{b.kegiatan}”. Perempuan "
            f"boleh mengajukan usulan pengganti, sehingga usulan BLM desa tetap {boleh}.",
        )
        for a in semua
        for b in semua
        if (a.asal, b.asal) == ("mkp", "campuran") and nama_serupa(profil, a.kegiatan, b.kegiatan)
    )


def replacement_errors(
    profil: Profil, diganti: FaktaUsulan, pengganti: FaktaUsulan, lain: Iterable[FaktaUsulan]
) -> list[str]:
    """Return complaints about a replacement of `diganti`; `lain` are the village's BLM proposals.

    It comes from the MKP, is no SPP, is not again like a mixed one, and takes the place of the
    one it replaces, so that their number stays what it was.
    """
    tetap = [u for u in lain if u.kode not in {diganti.kode, pengganti.kode}]
    boleh = profil.batas_int("max_usulan_blm_per_desa")
    keluhan = []
    if diganti.asal != "mkp" or diganti.jenis == "spp":
        keluhan.append("Yang dapat diganti adalah usulan non-SPP dari MKP.")
    if pengganti.asal != "mkp" or pengganti.jenis == "spp":
        keluhan.append("Usulan pengganti harus usulan non-SPP yang diputuskan MKP.")
    keluhan += [
        f"Usulan pengganti masih serupa dengan usulan campuran “{u.kegiatan}”. Ajukan kegiatan "
        "yang berbeda."
        for u in tetap
        if u.asal == "campuran" and nama_serupa(profil, u.kegiatan, pengganti.kegiatan)
    ]
    if len(tetap) >= boleh:
        keluhan.append(
            f"Dengan pengganti ini usulan BLM desa menjadi {len(tetap) + 1}, paling banyak {boleh}."
        )
    return keluhan


# --- women's share -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bagian:
    """Women's part of a whole, in people, proposals or whole rupiah (`satuan`)."""

    perempuan: int
    semua: int
    satuan: str

    @property
    def persen(self) -> Decimal | None:
        """Percent with one decimal, None of nothing."""
        if not self.semua:
            return None
        bagian = Decimal(self.perempuan) * 100 / self.semua
        return bagian.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    @property
    def teks(self) -> str:
        """As people read it: "12 dari 30 orang (40,0%)"."""
        if self.persen is None:
            return "belum ada"
        persen = str(self.persen).replace(".", ",")
        if self.satuan == "rupiah":
            nilai = f"{format_rupiah(self.perempuan)} dari {format_rupiah(self.semua)}"
        else:
            nilai = f"{angka(self.perempuan)} dari {angka(self.semua)} {self.satuan}"
        return f"{nilai} ({persen}%)"


def share_of_people(jk: Iterable[str]) -> Bagian:
    """Return women among those present; each item is "L", "P" or "" while unknown."""
    semua = tuple(jk)
    return Bagian(sum(satu == "P" for satu in semua), len(semua), "orang")


def share_of_proposals(usulan: Iterable[FaktaUsulan]) -> Bagian:
    """Return the proposals that come from the MKP among all."""
    semua = tuple(usulan)
    return Bagian(sum(u.asal == "mkp" for u in semua), len(semua), "usulan")


def share_of_money(usulan: Iterable[FaktaUsulan]) -> Bagian:
    """Return the cost of the proposals from the MKP among that of all; unknown cost is 0."""
    semua = tuple(usulan)
    mkp = sum(u.biaya or 0 for u in semua if u.asal == "mkp")
    return Bagian(mkp, sum(u.biaya or 0 for u in semua), "rupiah")
