"""What is asked when the RPJM-Desa is repaired after its Berita Acara was signed (III.C.3.c)."""

from typing import Any

from marshmallow import validates_schema

from musren.forms.fields import Choice, LongText
from musren.forms.musyawarah import PUTUSAN
from musren.forms.pilihan import From
from musren.forms.steps import Answers, Step, StepSchema

PENYEMPURNAAN = "penyempurnaan"
"""Set in the answers of a draft that was begun while the RPJM-Desa is being repaired."""

DIMINTA = "perubahan_diminta"


def repairing(answers: Answers) -> bool:
    return bool(answers.get(PENYEMPURNAAN))


class PenyempurnaanSchema(StepSchema):
    menjawab = Choice(
        "Perubahan yang dikerjakan",
        "Perubahan mana, dari Musrenbangdes atau dari BPD, yang dikerjakan dengan isian ini.",
        pilihan=From(DIMINTA), dasar="III.C.3.c",
    )  # fmt: skip
    alasan_perubahan = LongText(
        "Penjelasan", "Bila perlu, tulis apa yang diubah.", batas=1000, wajib=False
    )


class PenyempurnaanUsulanSchema(PenyempurnaanSchema):
    putusan = Choice(
        "Keputusan usulan sesudah disempurnakan",
        "Yang ditunda atau tidak disepakati keluar dari RPJM-Desa.", pilihan=PUTUSAN,
    )  # fmt: skip
    alasan = LongText(
        "Alasan ditunda atau tidak disepakati", "Wajib bila usulan dikeluarkan.", batas=300,
        wajib=False,
    )  # fmt: skip

    @validates_schema
    def leaving_has_its_reason(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("putusan") not in {None, "disepakati"} and not data.get("alasan"):
            raise self.fault("alasan", "Tulis mengapa usulan ini dikeluarkan dari RPJM-Desa.")


def repair_step(schema: type[StepSchema], mengisi: tuple[str, ...]) -> Step:
    """The page that asks which revision is answered; only on drafts begun for it."""
    return Step(
        slug=PENYEMPURNAAN, title="Penyempurnaan", schema=schema, dasar="III.C.3.c",
        mengisi=mengisi, shown_when=repairing, pengumuman=DIMINTA,
    )  # fmt: skip


ONLY_WHEN_REPAIRED = frozenset(PenyempurnaanUsulanSchema().fields)
"""Fields of that page; outside of it they are not read."""
