"""What the forms of the RPJM-Desa bring along: beginnings, handlers, lists, rows, notices."""

from musren.services import pertemuan
from musren.services.prefill import Start
from musren.services.rpjm import (
    dokumen,
    isian_dokumen,
    isian_usulan,
    kunci,
    mirip,
    musyawarah,
    peringkat,
    tim,
)

STARTS: dict[str, Start] = {
    "rpjm": isian_dokumen.start,
    "usulan-rpjm": isian_usulan.start,
    "peringkat-usulan-rpjm": peringkat.start,
    "musrenbangdes-rpjm": musyawarah.start,
    "rapat-bpd-rpjm": musyawarah.start_bpd,
    **tim.STARTS,
}

HANDLERS = {
    "rpjm": isian_dokumen.submit,
    "usulan-rpjm": isian_usulan.submit,
    "peringkat-usulan-rpjm": peringkat.submit,
    "musrenbangdes-rpjm": musyawarah.submit,
    "rapat-bpd-rpjm": musyawarah.submit_bpd,
    **tim.HANDLERS,
}

PERINGATAN = {
    "peringkat-usulan-rpjm": peringkat.attention,
    "musrenbangdes-rpjm": pertemuan.attention_of(dokumen.MUSYAWARAH),
    "rapat-bpd-rpjm": musyawarah.attention_bpd,
    **tim.PERINGATAN,
}

PROVIDERS = {**tim.PROVIDERS, "tahun_rpjm": isian_usulan.year_options, **kunci.PROVIDERS}

LAYOUTS = {
    "usulan_rpjm": musyawarah.laid_out,
    "usulan_rpjm_dinilai": peringkat.laid_out,
}

PENGUMUMAN = {
    "masa_rpjm": isian_dokumen.told_period,
    "usulan_rpjm_mirip": mirip.told,
    **kunci.PENGUMUMAN,
}
