"""Where a fact that a paper lacks comes from: the form and its page, or the paper it cites."""

import re
from collections.abc import Mapping, Sequence

from musren.domain.peran import HAK, Peran
from musren.forms.alur import FLOWS
from musren.forms.steps import Flow, Rows
from musren.integration.jenis_musyawarah import JENIS, jenis_of
from musren.services.susunan.jenis import Kurang, Tujuan, kind_of

PROPOSAL = re.compile(r"^U\.(?=\d+$)")
"""A paper about one proposal; its forms name the proposal in full."""

Asked = tuple[str, str]
"""A form and the page or field of it; the second may be empty."""

ALIAS: Mapping[str, Asked] = {
    "kop.alamat": ("profil-desa", "alamat_kantor"),
    "kepala_desa.nama": ("profil-desa", "kepala_desa_nama"),
    "sekdes.nama": ("profil-desa", "sekdes_nama"),
    "ketua_bpd.nama": ("profil-desa", "ketua_bpd_nama"),
    "lpmd.nama": ("profil-desa", "ketua_lpmd_nama"),
    "kpmd.nama": ("profil-desa", "kpmd_nama"),
    "fasilitator": ("profil-desa", "kpmd_nama"),
    "kepala_bappeda.nama": ("profil-kabupaten", "kepala_bappeda_nama"),
    "kepala_skpd.nama": ("profil-kabupaten", "skpd"),
    "bupati.nama": ("profil-kabupaten", "bupati_nama"),
    "camat.nama": ("profil-kecamatan", "camat_nama"),
    "camat.nip": ("profil-kecamatan", "camat_nip"),
}
"""Facts that a form asks for under another name, by the end of the fact's dotted name."""

MEETING = frozenset({
    "musyawarah", "kehadiran", "hadir", "pimpinan", "notulis", "wakil_masyarakat", "tanggal",
    "jam_mulai", "jam_selesai", "tempat", "agenda", "narasumber", "materi", "acara", "keputusan",
    "wakil_desa", "wakil_kelompok", "calon_wakil", "catatan",
})  # fmt: skip
"""Groups of facts that the form of the paper's meeting fills."""

GROUP: Mapping[str, Asked] = {
    **dict.fromkeys(("evaluasi", "tahun_evaluasi", "jumlah_evaluasi"),
                    ("musrenbangdes", "evaluasi")),
    **dict.fromkeys(("daftar", "belum_disepakati", "prioritas_desa", "prioritas_luar", "prioritas",
                     "cara_putusan"), ("musrenbangdes", "keputusan")),
    **dict.fromkeys(("pendapatan", "jumlah_pendapatan", "sumber", "dana", "saldo", "pagu"),
                    ("pagu-desa", "pagu_desa")),
    **dict.fromkeys(("rekap", "jumlah_rekap", "belum_selesai"), ("realisasi-rkp", "realisasi")),
    **dict.fromkeys(("periode_awal", "periode_akhir", "masa_rpjm", "tahun_periode", "rpjm_awal",
                     "rpjm_akhir"), ("rpjm", "periode_awal")),
    **dict.fromkeys(("visi", "misi", "nilai"), ("rpjm", "visi")),
    **dict.fromkeys(("swadaya", "ada_dana", "paduan", "matrik", "indikasi", "tahunan", "bidang",
                     "kegiatan_masuk"), ("usulan-rpjm", "kegiatan")),
    "pemeringkatan": ("peringkat-usulan-rpjm", "peringkat_usulan"),
    "kelompok_masalah": ("pengelompokan-masalah", "pengelompokan"),
    "kesejahteraan": ("kesejahteraan", "kelas"),
    "rapat": ("rapat-bpd-rpjm", "tanggal"),
    "rapat_bpd": ("rapat-bpd-lkpj", "tanggal"),
    "perubahan": ("musrenbangdes-rpjm", "perubahan"),
    "mkp_disahkan": ("mkp", "keputusan"),
    "lembaran_nomor": ("pengundangan", "lembaran_nomor"),
    "tanggal_diundangkan": ("pengundangan", "tanggal_diundangkan"),
    "petik": ("rancangan-rkp", "petik"),
    "rktl": ("tim-rpjm", "rktl"),
    **dict.fromkeys(("profil", "perangkat", "batas"), ("profil-desa", "perangkat")),
}  # fmt: skip
"""Groups of facts by their first name."""

CITED: Mapping[str, str] = {
    "sk": "sk_rkp_desa", "berita_acara_mkp": "ba_mkp", "keputusan_bpd": "keputusan_bpd",
}  # fmt: skip
"""Other papers that are named by number and date."""

MAIN: Mapping[str, str] = {
    "laporan_musrenbang": "musrenbang-kecamatan", "kabar_usulan": "usulan",
    "formulir_rkp": "usulan", "du_rkp": "usulan", "surat_usulan": "usulan", "sk_rkp_desa": "usulan",
    "penyelarasan": "pagu-desa", "lkpj": "lkpj", "naskah_rkp": "naskah-rkp",
    "formulir_rpjm": "usulan-rpjm", "matrik_rpjm": "usulan-rpjm",
    "matrik_rpjm_tahunan": "usulan-rpjm", "naskah_rpjm": "rpjm", "perdes_rpjm": "rpjm",
    "rancangan_perdes_rpjm": "rpjm", "keputusan_bpd": "rapat-bpd-rpjm",
    "pkd_kelompok": "penggalian-gagasan", "pkd_desa": "pengelompokan-masalah",
    "undangan": "undangan", "notulen": "notulen",
    **dict.fromkeys(("spc", "petikan_spc", "daftar_prioritas", "surat_mandat"),
                    "musrenbang-kecamatan"),
    "usulan_didanai": "pendanaan", "formulir_r3": "musrenbang-kecamatan",
    "sk_tim_verifikasi": "tim-verifikasi",
    **dict.fromkeys(("lembar_verifikasi", "rekap_verifikasi", "rekap_usulan_desa"), "verifikasi"),
}  # fmt: skip
"""The form a paper is mostly filled by; a record of a meeting has that of the meeting."""

OFFICER: Mapping[str, str] = {
    "desa": "kepala_desa_nama", "kecamatan": "camat_nama", "kabupaten": "kepala_bappeda_nama",
}  # fmt: skip
"""Who invites and knows of a meeting, as the profile of each level asks for the name."""

TEAM_PAPERS = frozenset(
    {"sk_tim_verifikasi", "lembar_verifikasi", "rekap_verifikasi", "rekap_usulan_desa"}
)
TEAM, TEAM_GROUP = frozenset({"tim", "ketua_tim", "anggota", "tugas"}), {"tugas": "tugas"}
"""Facts of the verification papers that the form of the team fills, and the group of rows."""

PROFILE = frozenset({"kop", "wilayah", "penandatangan", "mengetahui", "tempat_surat"})
LEVEL = {
    "desa": "profil-desa", "kecamatan": "profil-kecamatan", "kabupaten": "profil-kabupaten",
}  # fmt: skip


def kurang_of(hole: str, jenis: str, tingkat: str, objek: str = "") -> Kurang:
    """A fact that is missing in a paper, as a sentence with who fills it in and where.

    `hole` is the fact's dotted name, with numbers of rows counted from 0.
    """
    words = [p for p in hole.replace("[", ".").replace("]", "").split(".") if p and not p.isdigit()]
    if words and words[0] in CITED and CITED[words[0]] != kind_of(jenis):
        return Kurang(
            kalimat=f"Nomor dan tanggal naskah rujukan (“{words[0]}”) belum ada.",
            tujuan=Tujuan(naskah=CITED[words[0]], tautan="Buka naskahnya"),
        )
    form, step, label = _field(words, kind_of(jenis), tingkat, objek)
    return Kurang(
        kalimat=f"{label} belum diisi." if label else f"Isian “{hole}” belum ada.",
        peran=tuple(one for one in Peran if one in HAK[form.hak]),
        tujuan=Tujuan(
            formulir=form.slug, langkah=step, tautan=f"Isi pada {form.title}",
            objek="" if form.tunggal or form.slug in {"usulan", "usulan-rpjm"}
            else PROPOSAL.sub("usulan:", objek),
        ),
    )  # fmt: skip


def _field(words: Sequence[str], kind: str, tingkat: str, objek: str) -> tuple[Flow, str, str]:
    """The form, its page, and the field's label with the page's title."""
    for size in range(min(2, len(words)), 0, -1):
        known = ALIAS.get(".".join(words[-size:]))
        if known is not None:
            return _asked_in(FLOWS[known[0]], known[1])
    if kind in TEAM_PAPERS and TEAM & {*words[:2]}:
        return _asked_in(FLOWS["tim-verifikasi"], TEAM_GROUP.get(words[0], "anggota"), words[-1])
    if words[-2:] in (["pengundang", "nama"], ["mengetahui", "nama"]):
        return _asked_in(FLOWS[LEVEL[tingkat]], OFFICER[tingkat])
    first, last = (words[0], words[-1]) if words else ("", "")
    main = _form_of(first, kind, tingkat, objek)
    if first in GROUP and not any(word in main.fields for word in words):
        slug, name = GROUP[first]
        return _asked_in(FLOWS[slug], name, last)
    return _page_of(main, words)


def _form_of(first: str, kind: str, tingkat: str, objek: str) -> Flow:
    """The form that mostly fills facts of this group in this kind of paper."""
    if first in {"tim", "anggota", "tugas"} or kind == "sk_tim_penyusun":
        slug = f"tim-{objek or ('rkp' if kind == 'naskah_rkp' else 'rpjm')}"
    elif first in PROFILE:
        slug = LEVEL[tingkat]
    else:
        meeting = _meeting(kind, tingkat, objek)
        slug = (meeting if first in MEETING else "") or MAIN.get(kind) or meeting
        if tingkat != "desa" and slug in {"undangan", "notulen"}:
            slug = f"{slug}-{tingkat}"
    return FLOWS[slug or LEVEL[tingkat]]


def _meeting(kind: str, tingkat: str, objek: str) -> str:
    """The form of the meeting a paper records; empty for a paper that records none."""
    if objek.partition(".")[0] in JENIS:
        return jenis_of(objek).formulir
    if kind == "daftar_hadir":
        return "musrenbangdes" if tingkat == "desa" else "musrenbang-kecamatan"
    return next((one.formulir for one in JENIS.values() if one.ba == kind), "")


def _page_of(form: Flow, words: Sequence[str]) -> tuple[Flow, str, str]:
    """The field of that name in the form; without one, the form alone."""
    for word in reversed(words):  # the innermost name says most
        if word in form.fields:
            return _asked_in(form, word, words[-1])
    return form, "", ""


def _asked_in(form: Flow, name: str, column: str = "") -> tuple[Flow, str, str]:
    step = next((step for step in form.steps if name in step.fields), None)
    if step is None:  # the name of a page
        return form, name, ""
    field = step.fields[name]
    label = field.label
    if isinstance(field, Rows) and column in field.columns:
        label = f"{field.columns[column].label} pada {label}"
    return form, step.slug, f"“{label}” ({step.title})"
