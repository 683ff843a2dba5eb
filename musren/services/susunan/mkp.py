"""The paper of the women's meeting: its Berita Acara (Panduan II.D.3.a)."""

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level
from musren.services.fakta import mkp
from musren.services.pengesahan import JENIS, changed_since, meeting_of
from musren.services.susunan.jenis import JenisNaskah, Kurang, Pokok, Tujuan

BAGIAN = "Musyawarah Perempuan"
PENGISI = (Peran.KPMD, Peran.SEKDES, Peran.KEPALA_DESA)


def _lacking(about: Pokok) -> list[Kurang]:
    held = meeting_of(about.session, about.year, about.place)
    if held is not None:
        return [_decided_otherwise(one.kegiatan) for one in changed_since(about.session, held)]
    return [
        Kurang(
            kalimat="Isian MKP belum dikirim.", peran=PENGISI,
            tujuan=Tujuan(formulir="mkp", tautan="Buka isian MKP"),
        )
    ]  # fmt: skip


def _decided_otherwise(kegiatan: str) -> Kurang:
    return Kurang(
        kalimat=f"Usulan “{kegiatan}” diubah sesudah diputuskan MKP. Kirim lagi isian MKP, supaya "
        "yang tercantum dalam Berita Acara sama dengan usulannya.",
        peran=PENGISI,
        tujuan=Tujuan(formulir="mkp", langkah="usulan", tautan="Buka keputusan MKP"),
    )  # fmt: skip


NASKAH = (
    JenisNaskah(
        kode="ba_mkp", tingkat=Level.DESA, bagian=BAGIAN, hak=Hak.TERBITKAN_BA_DESA,
        hak_ttd=Hak.CATAT_TTD_DESA, kurang=_lacking, mengunci=True, pada_hari_acara=True,
        fakta=lambda a: mkp.ba_mkp(a.session, a.year, a.place), acara=lambda _a: JENIS,
    ),
)  # fmt: skip
