"""Facts of the PKD papers: one group's sheets, and the lists of the whole village (II.D.1)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from musren.papers.contracts.gambar import BarisKalender, Foto, LembagaBagan, Sketsa
from musren.papers.contracts.parts import (
    PESAN,
    Fakta,
    Kehadiran,
    Narasumber,
    NaskahBertanggal,
    Penandatangan,
    bagian,
    baris,
    bilangan,
    bilangan_opsional,
    butir,
    tanggal,
    teks,
    teks_opsional,
    ya_tidak,
)

KELAS_TERBANYAK = 6  # as many columns of welfare classes as the sheet has room for
WAKIL_TERBANYAK = 3
BANYAK_KRITERIA_MASALAH = 5
BANYAK_KRITERIA_TINDAKAN = 3


def bilangan_sederet(count: int | None = None) -> fields.List[Any]:
    """Numbers side by side in one row, each of which may still be missing."""
    rule = validate.Length(equal=count, error=f"Harus tepat {count} angka.") if count else None
    number = fields.Integer(strict=True, allow_none=True, error_messages=PESAN)
    return fields.List(number, required=True, validate=rule, error_messages=PESAN)


def kriteria(count: int) -> fields.List[Any]:
    """The headings of the criterion columns, as the profile names them."""
    rule = validate.Length(equal=count, error=f"Harus tepat {count} kriteria.")
    return fields.List(teks(), required=True, validate=rule, error_messages=PESAN)


class MasalahSketsa(Fakta):
    """PKD-1: a problem and a potential seen on the sketch."""

    masalah = teks()
    potensi = teks_opsional()


class MasalahKalender(Fakta):
    """PKD-3: `bulan` in words, such as "Juli–September (kemarau)"."""

    masalah = teks()
    bulan = teks_opsional()
    potensi = teks_opsional()


class MasalahLembaga(Fakta):
    """PKD-5: a problem told about an institution."""

    lembaga = teks_opsional()
    masalah = teks()
    potensi = teks_opsional()


class GagasanKelompok(Fakta):
    """A row of Form.2 Daftar Gagasan."""

    masalah = teks_opsional()
    gagasan = teks()
    lokasi = teks_opsional()
    pemanfaat_l = bilangan_opsional()
    pemanfaat_p = bilangan_opsional()
    pemanfaat_rtm = bilangan_opsional()
    potensi = teks_opsional()
    prioritas = bilangan_opsional()


class PenandatanganKelompok(Fakta):
    """KPMD who led, and one to three of those present."""

    kpmd = bagian(Penandatangan)
    wakil_kelompok = baris(Penandatangan)

    @validates_schema
    def _one_to_three(self, data: Mapping[str, Any], **_: Any) -> None:
        if not 1 <= len(data["wakil_kelompok"]) <= WAKIL_TERBANYAK:
            raise ValidationError({"wakil_kelompok": ["Satu sampai tiga wakil kelompok."]})


class HasilKelompok(Fakta):
    """What one hamlet's or group's meeting drew and told (Panduan II.D.1, III.C.3.c.1).

    `kelompok_jenis` says whether women met alone or women and men together (Form.2).
    """

    kelompok = teks()
    kelompok_jenis = teks_opsional()
    dusun = teks_opsional()
    tanggal = tanggal()
    tempat = teks()
    kehadiran = bagian(Kehadiran)
    sketsa = bagian(Sketsa)
    masalah_sketsa = baris(MasalahSketsa)
    kalender = baris(BarisKalender)
    masalah_kalender = baris(MasalahKalender)
    lembaga = baris(LembagaBagan)
    masalah_lembaga = baris(MasalahLembaga)
    gagasan = baris(GagasanKelompok)
    foto = baris(Foto)


class PKDKelompok(HasilKelompok, NaskahBertanggal):
    """The paper of one meeting, with those who led it and those who sign it."""

    fasilitator = baris(Narasumber)
    penandatangan = bagian(PenandatanganKelompok)


class AsalMasalah(Fakta):
    """A problem that was merged into another one, and who had told it."""

    kode = teks()
    masalah = teks()
    kelompok = teks_opsional()


class MasalahDesa(Fakta):
    """PKD-6: a problem of the village; `gabungan` are those merged into it."""

    kode = teks()
    masalah = teks()
    potensi = teks_opsional()
    kelompok = teks_opsional()
    gabungan = baris(AsalMasalah)


class BidangMasalah(Fakta):
    """The problems of one bidang, in the order of the profile's bidang."""

    bidang = teks()
    baris = baris(MasalahDesa)


class Dinilai(Fakta):
    """Scores, their sum and the rank; `seri` is the order agreed among equals."""

    jumlah = bilangan_opsional()
    peringkat = bilangan_opsional()
    seri = bilangan_opsional()

    @validates_schema
    def _sum_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        scores = [score for score in data["skor"] if score is not None]
        complete = len(scores) == len(data["skor"])
        if data["jumlah"] != (sum(scores) if complete else None):
            raise ValidationError({"jumlah": ["Jumlah nilai tidak sama dengan nilai-nilainya."]})
        if (data["peringkat"] is None) == complete:
            raise ValidationError({"peringkat": ["Peringkat ada jika dan hanya jika dinilai."]})


def _own_places(rows: Iterable[Mapping[str, Any]]) -> None:
    """Refuse an agreed order on rows that share their rank: whoever agreed, separated them."""
    listed = list(rows)
    times = Counter(row["peringkat"] for row in listed)
    if any(row["seri"] is not None and times[row["peringkat"]] > 1 for row in listed):
        raise ValidationError("Yang urutannya disepakati tidak berbagi peringkat.")


def berperingkat(part: type[Dinilai]) -> fields.List[Any]:
    """Ranked rows, best first; equals share a rank unless a meeting agreed on their order."""
    return fields.List(
        fields.Nested(part), required=True, validate=_own_places, error_messages=PESAN
    )


class PeringkatMasalah(Dinilai):
    """PKD-7: a problem with its five scores."""

    kode = teks()
    bidang = teks_opsional()
    masalah = teks()
    skor = bilangan_sederet(BANYAK_KRITERIA_MASALAH)
    keterangan = teks_opsional()


class TindakanMasalah(Fakta):
    """An action weighed; `tindakan` is what is left of it when it is feasible."""

    alternatif = teks()
    tindakan = teks_opsional()
    layak = ya_tidak()
    alasan = teks_opsional()


class PengkajianMasalah(Fakta):
    """PKD-8: a problem, its causes and every action weighed against it."""

    masalah = teks()
    penyebab = teks_opsional()
    potensi = teks_opsional()
    tindakan = baris(TindakanMasalah)


class PeringkatTindakan(Dinilai):
    """PKD-9: a feasible action with its three scores."""

    tindakan = teks()
    skor = bilangan_sederet(BANYAK_KRITERIA_TINDAKAN)


class RekapGagasan(Fakta):
    """A row of Form.3 Rekapitulasi Gagasan."""

    kelompok = teks()
    masalah = teks_opsional()
    gagasan = teks()
    jumlah_kelompok = bilangan(1)
    peringkat = bilangan_opsional()


class KelasKesejahteraan(Fakta):
    """A welfare class with the village's own criteria and its households."""

    kelas = teks()
    kriteria = teks_opsional()
    jumlah_kk = bilangan()


class KesejahteraanDusun(Fakta):
    """Households of one dusun, class by class in the order of the classes."""

    dusun = teks()
    jumlah_kk = bilangan_sederet()
    jumlah = bilangan()


class Kesejahteraan(Fakta):
    """Klasifikasi kesejahteraan: criteria per class, and households per dusun and class."""

    kelas = baris(KelasKesejahteraan)
    dusun = baris(KesejahteraanDusun)
    jumlah = bilangan()

    @validates_schema
    def _households_add_up(self, data: Mapping[str, Any], **_: Any) -> None:
        classes, hamlets = data["kelas"], data["dusun"]
        if len(classes) > KELAS_TERBANYAK:
            raise ValidationError({"kelas": [f"Paling banyak {KELAS_TERBANYAK} kelas."]})
        for number, hamlet in enumerate(hamlets):
            if len(hamlet["jumlah_kk"]) != len(classes):
                raise ValidationError(
                    {f"dusun.{number}.jumlah_kk": ["Satu angka untuk tiap kelas."]}
                )
            _equal(f"dusun.{number}.jumlah", hamlet["jumlah_kk"], hamlet["jumlah"])
        for number, one in enumerate(classes):
            told = [hamlet["jumlah_kk"][number] for hamlet in hamlets]
            _equal(f"kelas.{number}.jumlah_kk", told, one["jumlah_kk"])
        _equal("jumlah", [one["jumlah_kk"] for one in classes], data["jumlah"])


def _equal(name: str, parts: Iterable[int | None], total: int) -> None:
    if sum(part or 0 for part in parts) != total:
        raise ValidationError({name: ["Jumlah KK tidak sama dengan rinciannya."]})


class PenandatanganLokakarya(Fakta):
    """LPMD who facilitates the PKD, known to the Kepala Desa (Panduan VI.B.2)."""

    kepala_desa = bagian(Penandatangan)
    lpmd = bagian(Penandatangan)


class PKDDesa(NaskahBertanggal):
    """The village's problems, actions and ideas, put together at the lokakarya desa."""

    tanggal = tanggal()
    tempat = teks()
    kehadiran = bagian(Kehadiran)
    kelompok_masalah = baris(BidangMasalah)
    skala = teks()
    kriteria_masalah = kriteria(BANYAK_KRITERIA_MASALAH)
    peringkat_masalah = berperingkat(PeringkatMasalah)
    pengkajian = baris(PengkajianMasalah)
    kriteria_tindakan = kriteria(BANYAK_KRITERIA_TINDAKAN)
    peringkat_tindakan = berperingkat(PeringkatTindakan)
    gagasan = baris(RekapGagasan)
    kesejahteraan = bagian(Kesejahteraan)
    catatan = butir()
    penandatangan = bagian(PenandatanganLokakarya)
