"""What the forms of ranking and funding bring to the shared tables."""

from collections.abc import Callable, Sequence

from musren.forms.pilihan import Option
from musren.services.pengumuman import Pengumuman
from musren.services.pilihan import Setting
from musren.services.prefill import Start
from musren.services.prioritas import acuan, dana, hak_suara, putusan, sidang

STARTS: dict[str, Start] = {"sidang-prioritas": sidang.start, "pendanaan": dana.start}

HANDLERS = {"sidang-prioritas": sidang.submit, "pendanaan": dana.submit}

PERINGATAN = {"sidang-prioritas": sidang.attention, "pendanaan": dana.attention}

PROVIDERS: dict[str, Callable[[Setting], list[Option]]] = {
    "kolom_kelompok": sidang.group_columns,
    "kolom_kriteria": sidang.criteria_columns,
    "usulan_terdanai": dana.funded_options,
    "usulan_berikut": dana.next_option,
    "acuan_program": acuan.suggested("program"),
    "acuan_prioritas": acuan.suggested("prioritas_daerah"),
    "acuan_sasaran": acuan.suggested("sasaran_daerah"),
}

LAYOUTS: dict[str, Callable[[Setting], list[dict[str, str]]]] = {
    "pemilih": hak_suara.voter_rows,
    "usulan_sidang": sidang.rows,
    "usulan_blm": putusan.rows("blm"),
    "usulan_apbd": putusan.rows("apbd"),
}

PENGUMUMAN: dict[str, Callable[[Setting], Sequence[Pengumuman]]] = {
    "kuorum": hak_suara.told,
    "aturan_sidang": sidang.told_rules,
    "hasil_sidang": sidang.told_result,
    "putusan_blm": putusan.told("blm"),
    "putusan_apbd": putusan.told("apbd"),
    "alokasi_blm": dana.told,
}
