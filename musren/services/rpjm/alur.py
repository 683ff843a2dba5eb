"""What the forms of the RPJM-Desa bring along: beginnings, handlers, lists, rows, notices."""

from musren.services import pertemuan
from musren.services.prefill import Start
from musren.services.rpjm import dokumen, isian_usulan, musyawarah, peringkat, tim

STARTS: dict[str, Start] = {
    "rpjm": dokumen.start,
    "usulan-rpjm": isian_usulan.start,
    "peringkat-usulan-rpjm": peringkat.start,
    "musrenbangdes-rpjm": musyawarah.start,
    "rapat-bpd-rpjm": musyawarah.start_bpd,
    **tim.STARTS,
}

HANDLERS = {
    "rpjm": dokumen.submit,
    "usulan-rpjm": isian_usulan.submit,
    "peringkat-usulan-rpjm": peringkat.submit,
    "musrenbangdes-rpjm": musyawarah.submit,
    "rapat-bpd-rpjm": musyawarah.submit_bpd,
    **tim.HANDLERS,
}

PERINGATAN = {
    "peringkat-usulan-rpjm": peringkat.attention,
    "musrenbangdes-rpjm": pertemuan.soft_complaints,
    "rapat-bpd-rpjm": musyawarah.attention_bpd,
    **tim.PERINGATAN,
}

PROVIDERS = {"tahun_rpjm": isian_usulan.year_options}

LAYOUTS = {
    "usulan_rpjm": musyawarah.laid_out,
    "usulan_rpjm_dinilai": peringkat.laid_out,
}

PENGUMUMAN = {"masa_rpjm": dokumen.told_period}
