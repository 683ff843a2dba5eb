"""Task lists: what each stage leads to, who may go there, and the one thing to do next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from musren.domain.peran import Hak
from musren.integration.keadaan import LABEL_KEADAAN, Keadaan, KeadaanTahap
from musren.models.naskah import Naskah
from musren.web.tempat import Di

K = Keadaan


@dataclass(frozen=True, kw_only=True)
class Rute:
    """Where a stage is worked on. `jenis`: the page of that paper; else a form or a page."""

    hak: Hak
    formulir: str = ""
    jenis: str = ""
    bagian: str = ""
    kueri: Mapping[Keadaan, str] = field(default_factory=dict)
    tombol: Mapping[Keadaan, str]


def _paper(hak: Hak, jenis: str, nama: str) -> Rute:
    return Rute(
        hak=hak, jenis=jenis,
        tombol={K.MENUNGGU: f"Periksa dan terbitkan {nama}", K.SELESAI: f"Buka {nama}",
                K.BELUM: f"Lihat pratinjau {nama}", K.TERHALANG: "Lihat yang masih kurang"},
    )  # fmt: skip


def _signing(hak: Hak, jenis: str, nama: str) -> Rute:
    return Rute(
        hak=hak, jenis=jenis, bagian="tanda-tangan",
        tombol={K.MENUNGGU: f"Catat tanda tangan {nama}", K.SELESAI: f"Buka {nama}"},
    )  # fmt: skip


def _form(hak: Hak, slug: str, nama: str) -> Rute:
    return Rute(
        hak=hak, formulir=slug,
        tombol={K.BELUM: f"Isi {nama}", K.DRAF: f"Lanjutkan {nama}", K.SELESAI: f"Ubah {nama}",
                K.MENUNGGU: f"Isi {nama}"},
    )  # fmt: skip


def _page(hak: Hak, bagian: str, **tombol: str) -> Rute:
    return Rute(hak=hak, bagian=bagian, tombol={K(name): text for name, text in tombol.items()})


RUTE_DESA: Mapping[str, Rute] = {
    "profil": Rute(
        hak=Hak.ISI_DESA, formulir="profil-desa",
        tombol={K.BELUM: "Isi profil desa", K.DRAF: "Lanjutkan profil desa",
                K.SELESAI: "Ubah profil desa", K.TERHALANG: "Perbarui profil desa"},
    ),
    "usulan": Rute(
        hak=Hak.ISI_DESA, bagian="usulan", kueri={K.DRAF: "?status=belum_lengkap"},
        tombol={K.BELUM: "Tambah usulan", K.DRAF: "Lengkapi usulan",
                K.SELESAI: "Buka daftar usulan"},
    ),
    "musrenbangdes": Rute(
        hak=Hak.ISI_DESA, formulir="musrenbangdes",
        tombol={K.BELUM: "Mulai isian Musrenbangdes", K.DRAF: "Lanjutkan isian Musrenbangdes",
                K.SELESAI: "Buka isian Musrenbangdes"},
    ),
    "berita_acara": _paper(Hak.TERBITKAN_BA_DESA, "ba_musrenbangdes", "Berita Acara"),
    "tanda_tangan_ba": _signing(Hak.CATAT_TTD_DESA, "ba_musrenbangdes", "Berita Acara"),
    "sk": _paper(Hak.TERBITKAN_SK, "sk_rkp_desa", "SK RKP-Desa"),
    "tanda_tangan_sk": _signing(Hak.CATAT_TTD_DESA, "sk_rkp_desa", "SK RKP-Desa"),
    "diteruskan": _page(
        Hak.LIHAT_DESA, "usulan", selesai="Lihat daftar usulan", menunggu="Lihat daftar usulan"
    ),
}  # fmt: skip

RUTE_KECAMATAN: Mapping[str, Rute] = {
    "profil_kecamatan": _form(Hak.ISI_KECAMATAN, "profil-kecamatan", "profil kecamatan"),
    "usulan_masuk": _page(
        Hak.LIHAT_KECAMATAN, "masuk", selesai="Lihat usulan masuk", menunggu="Lihat usulan masuk"
    ),
    "verifikasi": _page(
        Hak.LIHAT_KECAMATAN, "verifikasi", belum="Mulai verifikasi usulan",
        draf="Lanjutkan verifikasi usulan", menunggu="Buka verifikasi usulan",
        selesai="Buka verifikasi usulan",
    ),
    "sidang_prioritas": _page(
        Hak.LIHAT_KECAMATAN, "prioritas", belum="Buka sidang prioritas",
        draf="Lanjutkan sidang prioritas", selesai="Buka prioritas usulan",
    ),
    "musrenbang_kecamatan": Rute(
        hak=Hak.ISI_KECAMATAN, formulir="musrenbang-kecamatan",
        tombol={K.BELUM: "Mulai isian Musrenbang Kecamatan",
                K.DRAF: "Lanjutkan isian Musrenbang Kecamatan",
                K.SELESAI: "Buka isian Musrenbang Kecamatan"},
    ),
    "pendanaan": _page(
        Hak.LIHAT_KECAMATAN, "pendanaan", menunggu="Isi pendanaan BLM",
        selesai="Buka pendanaan BLM",
    ),
    "berita_acara": _paper(Hak.TERBITKAN_BA_KECAMATAN, "ba_musrenbang_kecamatan", "Berita Acara"),
    "tanda_tangan_ba": _signing(
        Hak.CATAT_TTD_KECAMATAN, "ba_musrenbang_kecamatan", "Berita Acara"
    ),
    "spc": _paper(Hak.TERBITKAN_SPC, "spc", "Surat Penetapan Camat"),
    "tanda_tangan_spc": _signing(Hak.CATAT_TTD_KECAMATAN, "spc", "Surat Penetapan Camat"),
    "daftar_kabupaten": _page(
        Hak.LIHAT_KECAMATAN, "daftar", selesai="Buka daftar usulan", menunggu="Buka daftar usulan"
    ),
}  # fmt: skip


DASAR: Mapping[str, tuple[str, ...]] = {
    "musrenbangdes": ("profil", "usulan"),
    "berita_acara": ("musrenbangdes", "musrenbang_kecamatan"),
    "sk": ("musrenbangdes", "berita_acara", "tanda_tangan_ba"),
    "diteruskan": ("musrenbangdes", "berita_acara", "tanda_tangan_ba"),
    "musrenbang_kecamatan": ("usulan_masuk",),
    "spc": ("musrenbang_kecamatan", "berita_acara", "tanda_tangan_ba"),
}
"""What a blocked stage waits for."""

GONE_PAST = frozenset({"usulan", "usulan_masuk", "verifikasi", "sidang_prioritas"})


@dataclass(frozen=True, kw_only=True)
class Langkah:
    """One stage as the task list shows it. `alamat` is empty where there is nothing to open."""

    isi: KeadaanTahap
    nomor: int
    tombol: str
    alamat: str
    boleh: bool
    jalan_keluar: KeadaanTahap | None = None

    @property
    def label(self) -> str:
        return LABEL_KEADAAN[self.isi.keadaan]


def steps(
    di: Di, stages: Sequence[KeadaanTahap], routes: Mapping[str, Rute], papers: Iterable[Naskah]
) -> list[Langkah]:
    """All stages with where they lead for the person who looks."""
    issued = {p.jenis: p.id for p in papers if p.status in {"terbit", "ditandatangani"}}
    found = []
    for number, one in enumerate(stages, 1):
        rute = routes[one.tahap.kunci]
        label = rute.tombol.get(one.keadaan, "")
        found.append(
            Langkah(
                isi=one, nomor=number, tombol=label, boleh=di.may(rute.hak),
                alamat=address(di, rute, issued) + rute.kueri.get(one.keadaan, "") if label else "",
                jalan_keluar=_way_out(one, stages),
            )
        )  # fmt: skip
    return found


def _way_out(blocked: KeadaanTahap, stages: Sequence[KeadaanTahap]) -> KeadaanTahap | None:
    """The first stage that has to be done before a blocked one can go on."""
    if blocked.keadaan != K.TERHALANG:
        return None
    needed = DASAR.get(blocked.tahap.kunci, ())
    left = (s for s in stages if s.tahap.kunci in needed and s.keadaan != K.SELESAI)
    return next(left, None)


def address(di: Di, rute: Rute, issued: Mapping[str, int]) -> str:
    if rute.formulir:
        return f"/formulir/{rute.formulir}/{di.year.tahun}/{di.place}"
    if rute.jenis:
        paper = issued.get(rute.jenis)
        if paper is None:
            return f"/naskah/{rute.jenis}/{di.place}/{di.year.tahun}"
        return f"/naskah/{paper}"
    return f"{di.beranda}/{rute.bagian}" if rute.bagian else di.beranda


def ahead(stages: Sequence[KeadaanTahap]) -> KeadaanTahap | None:
    """The stage to work on: the first that is not done and was not gone past.

    A meeting may begin before every proposal is complete, every village is in, or Tim Verifikasi
    looked at everything.
    """
    return next(
        (
            one
            for number, one in enumerate(stages)
            if one.keadaan != K.SELESAI
            and not (one.tahap.kunci in GONE_PAST and _begun(stages[number + 1 :]))
        ),
        None,
    )


def _begun(after: Sequence[KeadaanTahap]) -> bool:
    """Whether work went on: up to the first stage that cannot be gone past, one was begun."""
    for one in after:
        if one.keadaan in {K.DRAF, K.SELESAI}:
            return True
        if one.tahap.kunci not in GONE_PAST:
            return False
    return False


def next_step(all_of: Sequence[Langkah]) -> Langkah | None:
    """What the top of the page talks about."""
    wanted = ahead([one.isi for one in all_of])
    return next((one for one in all_of if one.isi is wanted), None)
