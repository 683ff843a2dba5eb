"""What the forms of verification and repair bring to the shared tables."""

from musren.services.prefill import Start
from musren.services.verifikasi import kabar, kembali, lembar, perbaikan, tim

STARTS: dict[str, Start] = {
    "tim-verifikasi": tim.start,
    "verifikasi": lembar.start,
    "cabut-pengembalian": kembali.start_withdrawal,
    "perbaikan-usulan": perbaikan.start,
}

HANDLERS = {
    "tim-verifikasi": tim.submit,
    "verifikasi": lembar.submit,
    "cabut-pengembalian": kembali.withdraw,
    "perbaikan-usulan": perbaikan.submit,
}

PERINGATAN = {"tim-verifikasi": tim.attention, "verifikasi": lembar.attention}

PROVIDERS = {
    "lembar_verifikasi": lembar.sheet_options,
    "anggota_verifikasi": lembar.member_options,
}

LAYOUTS = {
    "dokumen_verifikasi": lembar.document_rows,
    "pertanyaan_verifikasi": lembar.question_rows,
    "aspek_verifikasi": lembar.aspect_rows,
    "kolom_dikembalikan": perbaikan.field_rows,
}

PENGUMUMAN = {
    "usulan_diperiksa": kabar.proposal,
    "rekomendasi_verifikasi": kabar.recommended,
    "pengembalian_usulan": kabar.returns,
    "catatan_pengembalian": kabar.asked_of_village,
}
