"""The shared pieces every paper's facts are made of, and the kinds of facts they hold."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

WAJIB = "Wajib diisi."
PESAN: dict[str, str | list[Any] | dict[Any, Any]] = {
    "required": WAJIB,
    "null": WAJIB,
    "invalid": "Bentuk isinya tidak sesuai.",
    "type": "Bentuk isinya tidak sesuai.",
    "invalid_utf8": "Bentuk isinya tidak sesuai.",
    "too_large": "Angkanya terlalu besar.",
    "special": "Harus berupa angka.",
    "format": "Tanggal harus berbentuk TTTT-BB-HH.",
    "validator_failed": "Isinya tidak sesuai.",
}
MAX_RUPIAH = 10**15


def _not_blank(value: str) -> None:
    if not value.strip():
        raise ValidationError(WAJIB)


class _Optional(fields.String):
    """Text that may be missing; blank text counts as missing, so it never prints as a gap."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        return text if text.strip() else None


def teks() -> fields.String:
    """Text that must be there and must not be blank."""
    return fields.String(required=True, validate=_not_blank, error_messages=PESAN)


def teks_opsional() -> fields.String:
    return _Optional(load_default=None, allow_none=True, error_messages=PESAN)


def pilihan(*choices: str) -> fields.String:
    rule = validate.OneOf(choices, error="Pilih salah satu: " + ", ".join(choices) + ".")
    return fields.String(required=True, validate=rule, error_messages=PESAN)


def bilangan(minimum: int = 0, maximum: int = MAX_RUPIAH) -> fields.Integer:
    """A whole number: persons, proposals, ranks, or whole rupiah."""
    rule = validate.Range(minimum, maximum, error="Angkanya di luar batas yang wajar.")
    return fields.Integer(strict=True, required=True, validate=rule, error_messages=PESAN)


def bilangan_opsional() -> fields.Integer:
    rule = validate.Range(0, MAX_RUPIAH, error="Angkanya di luar batas yang wajar.")
    return fields.Integer(
        strict=True, load_default=None, allow_none=True, validate=rule, error_messages=PESAN
    )


def tahun() -> fields.Integer:
    return bilangan(2000, 2200)


def volume() -> fields.Decimal:
    """A quantity; frozen as a string so that no digit changes on the way."""
    return fields.Decimal(load_default=None, allow_none=True, as_string=True, error_messages=PESAN)


def tanggal() -> fields.Date:
    """A day; frozen as an ISO string."""
    return fields.Date(required=True, format="iso", error_messages=PESAN)


def tanggal_opsional() -> fields.Date:
    return fields.Date(load_default=None, allow_none=True, format="iso", error_messages=PESAN)


def jam() -> fields.String:
    """A time of day as ``HH:MM``."""
    rule = validate.Regexp(r"([01]\d|2[0-3]):[0-5]\d\Z", error="Jam harus berbentuk JJ:MM.")
    return fields.String(required=True, validate=rule, error_messages=PESAN)


def jam_opsional() -> fields.String:
    rule = validate.Regexp(r"([01]\d|2[0-3]):[0-5]\d\Z", error="Jam harus berbentuk JJ:MM.")
    return fields.String(load_default=None, allow_none=True, validate=rule, error_messages=PESAN)


def ya_tidak() -> fields.Boolean:
    return fields.Boolean(required=True, truthy={True}, falsy={False}, error_messages=PESAN)


def butir(minimum: int = 0) -> fields.List[Any]:
    """Sentences, one per item; the template sets the closing ``;`` and ``.`` itself."""
    rule = validate.Length(min=minimum, error=f"Paling sedikit {minimum} butir.")
    return fields.List(teks(), required=True, validate=rule, error_messages=PESAN)


def bagian(part: type[Schema]) -> fields.Nested:
    return fields.Nested(part, required=True, error_messages=PESAN)


def bagian_opsional(part: type[Schema]) -> fields.Nested:
    """A group of facts that may be missing as a whole."""
    return fields.Nested(part, load_default=None, allow_none=True, error_messages=PESAN)


def butir_opsional() -> fields.List[Any]:
    return fields.List(teks(), load_default=list, error_messages=PESAN)


def baris_opsional(part: type[Schema]) -> fields.List[Any]:
    """Rows that older facts may lack: missing means none."""
    return fields.List(fields.Nested(part), load_default=list, error_messages=PESAN)


def baris(part: type[Schema], minimum: int = 0, exactly: int | None = None) -> fields.List[Any]:
    """Rows of a list, in the order in which they are printed."""
    rule = validate.Length(
        min=None if exactly else minimum,
        equal=exactly,
        error=f"Harus tepat {exactly} baris." if exactly else f"Paling sedikit {minimum} baris.",
    )
    return fields.List(fields.Nested(part), required=True, validate=rule, error_messages=PESAN)


def same_sums(rows: Iterable[Mapping[str, Any]], jumlah: Mapping[str, Any], names: str) -> None:
    """Refuse totals that are not the sum of their rows (a missing amount counts as nothing)."""
    listed = list(rows)
    wrong = {
        name: ["Jumlah ini tidak sama dengan jumlah baris-barisnya."]
        for name in names.split()
        if sum(row[name] or 0 for row in listed) != jumlah[name]
    }
    if wrong:
        raise ValidationError({"jumlah": wrong})


class Fakta(Schema):
    """Base of all facts: strict, and answering in Indonesian."""

    error_messages = {  # noqa: RUF012 - marshmallow declares it on the instance
        "unknown": "Fakta ini tidak dikenal oleh naskah.",
        "type": "Bentuk isinya tidak sesuai.",
    }


class Wilayah(Fakta):
    """Names as they are said in full: "Desa Sukamaju", "Kecamatan Sukaraya"."""

    kode = teks()
    desa = teks_opsional()
    kecamatan = teks()
    kabupaten = teks()
    provinsi = teks()


class WilayahAtas(Fakta):
    """Names above the village, said in full: "Kabupaten Bina Makmur"."""

    kode = teks()
    desa = teks_opsional()
    kecamatan = teks_opsional()
    kabupaten = teks()
    provinsi = teks()


class Kop(Fakta):
    """Letterhead, top to bottom: `induk` lines, `instansi`, `kode`, `alamat`."""

    induk = butir(1)
    instansi = teks()
    kode = teks_opsional()
    alamat = teks()


class Penandatangan(Fakta):
    """One who signs: `jabatan` is printed in capitals above, name and NIP below."""

    jabatan = teks()
    nama = teks()
    nip = teks_opsional()
    pangkat = teks_opsional()


class Wakil(Fakta):
    """A representative who signs in a numbered row."""

    nama = teks()
    unsur = teks()
    alamat = teks()


class Naskah(Fakta):
    """What every paper carries. `nomor` may be missing only while `draf` is true."""

    wilayah = bagian(Wilayah)
    kop = bagian(Kop)
    tahun = tahun()
    draf = ya_tidak()


class NaskahBertanggal(Naskah):
    """A paper with place and date but no number: drafts, lists, notulen."""

    tempat_surat = teks()
    tanggal_surat = tanggal()


class NaskahBernomor(NaskahBertanggal):
    nomor = teks_opsional()

    @validates_schema
    def _numbered_when_issued(self, data: Mapping[str, Any], **_: Any) -> None:
        if not data["draf"] and not data["nomor"]:
            raise ValidationError({"nomor": [WAJIB]})


class Narasumber(Fakta):
    nama = teks()
    unsur = teks()


class Musyawarah(Fakta):
    """The meeting behind the paper (Form.1, pnpm.md 5.5)."""

    tanggal = tanggal()
    jam_mulai = jam()
    jam_selesai = jam()
    zona_waktu = pilihan("WIB", "WITA", "WIT")
    tempat = teks()
    agenda = butir(1)
    undangan_nomor = teks_opsional()
    undangan_tanggal = tanggal_opsional()
    pimpinan_nama = teks()
    pimpinan_unsur = teks()
    notulis_nama = teks()
    notulis_unsur = teks()
    narasumber = baris(Narasumber)
    cara_putusan = pilihan("mufakat", "voting")
    suara_setuju = bilangan_opsional()
    suara_tidak = bilangan_opsional()
    suara_abstain = bilangan_opsional()
    catatan = teks_opsional()

    @validates_schema
    def _votes_are_counted(self, data: Mapping[str, Any], **_: Any) -> None:
        names = ("suara_setuju", "suara_tidak", "suara_abstain")
        if data["cara_putusan"] == "voting":
            missing = {name: [WAJIB] for name in names if data[name] is None}
            if missing:
                raise ValidationError(missing)


class Kehadiran(Fakta):
    """Counts of those present, in persons."""

    laki_laki = bilangan()
    perempuan = bilangan()
    rtm = bilangan()
    jumlah = bilangan()

    @validates_schema
    def _adds_up(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["laki_laki"] + data["perempuan"] != data["jumlah"]:
            raise ValidationError({"jumlah": ["Laki-laki dan perempuan tidak sama dengan jumlah."]})
        if data["rtm"] > data["jumlah"]:
            raise ValidationError({"rtm": ["RTM melebihi jumlah yang hadir."]})


class Hadir(Fakta):
    """One line of the attendance list."""

    nama = teks()
    jk = pilihan("L", "P")
    unsur = teks()
    alamat = teks()
    rtm = ya_tidak()
    telepon = teks_opsional()


class RujukanNaskah(Fakta):
    """Another paper, named by its number and date."""

    nomor = teks()
    tanggal = tanggal()


class RujukanBA(RujukanNaskah):
    """The signed Berita Acara a paper rests on."""


class PenetapanTanpaBA(NaskahBernomor):
    """A decree that rests on no Berita Acara, such as the one that forms a team.

    Texts come from the profile, filled. Closing marks may be there or not: the template sets them.
    """

    tentang = teks()
    menimbang = butir(1)
    mengingat = butir(1)
    memperhatikan = butir()
    diktum = butir(1)
    tembusan = butir()


class Penetapan(PenetapanTanpaBA):
    """A decree, resting on a signed Berita Acara (Panduan VI.B.2.e).

    `memperhatikan` or `menimbang` must name the Berita Acara by its number.
    """

    berita_acara = bagian(RujukanBA)
    memperhatikan = butir(1)

    @validates_schema
    def _names_its_berita_acara(self, data: Mapping[str, Any], **_: Any) -> None:
        number = data["berita_acara"]["nomor"]
        if not any(number in text for text in (*data["menimbang"], *data["memperhatikan"])):
            raise ValidationError({"memperhatikan": ["Nomor Berita Acara belum disebut."]})


class Jumlah(Fakta):
    """Totals in whole rupiah; `tanpa_biaya` counts rows without a cost."""

    usulan = bilangan()
    dari_sumber = bilangan()
    swadaya = bilangan()
    biaya = bilangan()
    tanpa_biaya = bilangan()


class Usulan(Fakta):
    """What every list says about a proposal: `biaya` = `dari_sumber` + `swadaya`."""

    kode = teks()
    kegiatan = teks()
    lokasi = teks_opsional()
    volume = volume()
    satuan = teks_opsional()
    dari_sumber = bilangan_opsional()
    swadaya = bilangan_opsional()
    biaya = bilangan_opsional()
    keterangan = teks_opsional()


def check_list(rows: Iterable[Mapping[str, Any]], jumlah: Mapping[str, Any]) -> None:
    """Refuse a list whose totals or counts differ from its rows."""
    listed = list(rows)
    same_sums(listed, jumlah, "dari_sumber swadaya biaya")
    counted = {"usulan": len(listed), "tanpa_biaya": sum(r["biaya"] is None for r in listed)}
    wrong = {
        n: ["Banyaknya tidak sama dengan baris."] for n, c in counted.items() if c != jumlah[n]
    }
    if wrong:
        raise ValidationError({"jumlah": wrong})
