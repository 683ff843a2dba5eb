"""What the forms of the PKD bring along: beginnings, handlers, lists, rows, notices, warnings."""

from musren.integration import penilaian
from musren.services import pertemuan as rapat
from musren.services.pkd import kesejahteraan, masalah, nilai, pertemuan, tindakan
from musren.services.prefill import Start

STARTS: dict[str, Start] = {
    "penggalian-gagasan": pertemuan.start,
    "pengelompokan-masalah": masalah.start,
    "peringkat-masalah": masalah.start,
    "pengkajian-tindakan": tindakan.start,
    "peringkat-tindakan": masalah.start,
    "kesejahteraan": kesejahteraan.start,
}

HANDLERS = {
    "penggalian-gagasan": pertemuan.submit,
    "pengelompokan-masalah": masalah.submit,
    "peringkat-masalah": nilai.submit_problems,
    "pengkajian-tindakan": tindakan.submit,
    "peringkat-tindakan": nilai.submit_actions,
    "kesejahteraan": kesejahteraan.submit,
}

PERINGATAN = {
    "penggalian-gagasan": rapat.attention_of(pertemuan.JENIS),
    "peringkat-masalah": nilai.tied_problems,
    "peringkat-tindakan": nilai.tied_actions,
    "kesejahteraan": kesejahteraan.more_than_known,
}

PROVIDERS = {
    "skala_peringkat": nilai.skala,
    "kriteria_masalah": lambda h: nilai.columns(h.profile, penilaian.kriteria_masalah(h.profile)),
    "kriteria_tindakan": lambda h: nilai.columns(h.profile, penilaian.kriteria_tindakan(h.profile)),
    "kode_masalah": masalah.codes,
    "masalah_peringkat": tindakan.ranked_options,
    "faktor_kalender": pertemuan.factors,
    "lembaga_kelompok": pertemuan.institutions,
    "kelas_kesejahteraan": kesejahteraan.headings,
}

LAYOUTS = {
    "semua_masalah": masalah.laid_out,
    "masalah_utama": nilai.problem_rows,
    "tindakan_layak": nilai.action_rows,
    "dusun_kesejahteraan": kesejahteraan.laid_out,
}

PENGUMUMAN = {
    "kriteria_masalah": lambda h: nilai.told_criteria(
        h.profile, penilaian.kriteria_masalah(h.profile)
    ),
    "kriteria_tindakan": lambda h: nilai.told_criteria(
        h.profile, penilaian.kriteria_tindakan(h.profile)
    ),
    "masalah_belum_dikaji": tindakan.to_be_weighed,
    "jumlah_kk": kesejahteraan.balance,
}
