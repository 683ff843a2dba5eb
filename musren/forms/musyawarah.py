"""What every meeting records: invitation, attendance, leaders, way of deciding."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain import bahasa
from musren.forms.fields import Choice, Clock, Day, LongText, Text, Whole, YesNo
from musren.forms.pilihan import From, Option
from musren.forms.steps import Rows, StepSchema, numbered

JK = (Option("L", "Laki-laki"), Option("P", "Perempuan"))
CARA = (
    Option("mufakat", "Musyawarah mufakat/aklamasi"),
    Option("voting", "Pemungutan suara (voting)"),
)
PUTUSAN = (
    Option("disepakati", "Disepakati"),
    Option("ditunda", "Ditunda"),
    Option("ditolak", "Tidak disepakati"),
)


class AgendaRow(StepSchema):
    acara = Text("Acara")


class NarasumberRow(StepSchema):
    nama = Text("Nama narasumber")
    unsur = Text("Dari (unsur/lembaga)")


def refuse_wrong_times(data: Mapping[str, Any]) -> None:
    """An end before its beginning; the dates are weighed by the profile when the form is sent."""
    start, end = data.get("jam_mulai"), data.get("jam_selesai")
    if isinstance(start, time) and isinstance(end, time) and end <= start:
        raise ValidationError(
            f"Pukul selesai ({bahasa.jam(end)}) harus sesudah pukul mulai ({bahasa.jam(start)}).",
            "jam_selesai",
        )


class UndanganSchema(StepSchema):
    undangan_nomor = Text("Nomor surat undangan", wajib=False)
    undangan_tanggal = Day("Tanggal surat undangan", wajib=False)
    tanggal = Day("Hari dan tanggal musyawarah")
    jam_mulai = Clock("Pukul mulai")
    jam_selesai = Clock("Pukul selesai")
    tempat = Text("Tempat", contoh="Balai Desa")
    agenda = Rows("Agenda", AgendaRow, paling_sedikit=1, paling_banyak=30, baris="acara")

    @validates_schema
    def times_in_order(self, data: dict[str, Any], **_: Any) -> None:
        refuse_wrong_times(data)


class HadirRow(StepSchema):
    nama = Text("Nama")
    jk = Choice("L/P", pilihan=JK)
    unsur = Text("Unsur/jabatan", saran=From("unsur"))
    alamat = Text("Alamat (dusun)", saran=From("dusun"), wajib=False)
    rtm = YesNo("RTM", "Rumah tangga miskin", wajib=False, kosong=False)


def attendee_key(row: dict[str, Any]) -> str:
    """How an attendee is pointed at; name and address together must be unique."""
    told = f"{row.get('nama', '')} — {row.get('alamat') or row.get('unsur') or ''}"
    return " ".join(told.split()).strip(" —")  # typed and read rows have the same key


def refuse_attendee_twice(rows: list[dict[str, Any]]) -> None:
    seen: dict[str, int] = {}
    for number, row in numbered(rows):
        key = attendee_key(row).casefold()
        if key in seen:
            raise ValidationError(
                {"hadir": {number: {"nama": f"“{row['nama']}” dengan alamat yang sama sudah ada "
                           f"pada baris {seen[key] + 1}. Hapus salah satu atau beri pembeda."}}}
            )  # fmt: skip
        seen[key] = number


class HadirSchema(StepSchema):
    hadir = Rows(
        "Daftar hadir",
        HadirRow,
        "Salin dari daftar hadir kertas. Anda dapat menempel baris dari lembar kerja.",
        paling_sedikit=1,
        paling_banyak=500,
        dasar="II.D.3.e",
        mengisi=("daftar_hadir", "ba_musrenbangdes"),
        baris="orang",
    )

    @validates_schema
    def nobody_twice(self, data: dict[str, Any], **_: Any) -> None:
        refuse_attendee_twice(data.get("hadir", []))


class PimpinanSchema(StepSchema):
    pimpinan_nama = Text("Pimpinan musyawarah", dasar="II.D.3.e")
    pimpinan_unsur = Text("Pimpinan dari unsur", saran=From("unsur"))
    notulis_nama = Text("Notulis/sekretaris")
    notulis_unsur = Text("Notulis dari unsur", saran=From("unsur"))
    narasumber = Rows(
        "Narasumber", NarasumberRow, wajib=False, paling_banyak=20, baris="narasumber"
    )
    cara_putusan = Choice("Cara mengambil keputusan", pilihan=CARA)
    suara_setuju = Whole("Suara setuju", "Diisi bila melalui pemungutan suara.", wajib=False)
    suara_tidak = Whole("Suara tidak setuju", wajib=False)
    suara_abstain = Whole("Suara abstain", wajib=False)
    keputusan_lain = LongText(
        "Keputusan lain",
        "Satu keputusan pada tiap baris; tercetak pada Berita Acara.",
        wajib=False,
    )
    catatan = LongText("Catatan jalannya musyawarah", wajib=False)

    @validates_schema
    def a_vote_has_figures(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("cara_putusan") == "voting" and not data.get("suara_setuju"):
            raise ValidationError(
                "Isi jumlah suara setuju, karena keputusan diambil melalui pemungutan suara.",
                "suara_setuju",
            )


def reason_when_not_agreed(rows: list[dict[str, Any]], name: str) -> None:
    """A proposal put off or refused needs its reason, for the village will ask."""
    wrong = {
        number: {"alasan": "Isi alasannya, karena usulan ini tidak disepakati atau ditunda."}
        for number, row in numbered(rows)
        if row.get("putusan") != "disepakati" and not row.get("alasan")
    }
    if wrong:
        raise ValidationError({name: wrong})


def no_rank_twice(rows: list[dict[str, Any]], name: str, group: str = "") -> None:
    seen: dict[tuple[str, int], int] = {}
    wrong: dict[int, dict[str, str]] = {}
    for number, row in numbered(rows):
        rank = row.get("peringkat")
        if rank is None or row.get("putusan") != "disepakati":
            continue
        key = (str(row.get(group, "")), rank)
        if key in seen:
            wrong[number] = {
                "peringkat": f"Peringkat {rank} sudah dipakai pada baris {seen[key] + 1}. "
                "Beri nomor yang berbeda."
            }
        seen.setdefault(key, number)
    if wrong:
        raise ValidationError({name: wrong})
