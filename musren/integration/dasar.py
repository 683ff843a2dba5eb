"""The clauses of the Panduan that pages and papers cite, each retold in plain Indonesian."""

from collections.abc import Mapping

CLAUSES: Mapping[str, str] = {
    "I.C.8": "RPJM-Desa adalah rencana lima tahun desa: arah kebijakan, program, dan kegiatannya.",
    "I.C.10": "RKP-Desa adalah rencana satu tahun yang menjabarkan RPJM-Desa, lengkap dengan "
    "kegiatan dan dananya.",
    "II.D.1": "Penggalian gagasan memakai peta sosial, kalender musim, dan bagan kelembagaan. "
    "Hasilnya langsung menjadi Pengkajian Keadaan Desa, sehingga warga cukup sekali ditanya.",
    "II.D.2": "Menggagas Masa Depan Desa menjadi dasar RPJM-Desa, dan keduanya dibahas dalam satu "
    "proses.",
    "II.D.2.a": "Hasil Menggagas Masa Depan Desa menjadi bahan awal RPJM-Desa.",
    "II.D.2.b": "RPJM-Desa dibahas dan diputuskan dalam musyawarah menurut prinsip PNPM.",
    "II.D.2.c": "Ada satu musyawarah desa tersendiri yang hanya membahas rancangan RPJM-Desa.",
    "II.D.2.d": "Hasil musyawarah RPJM-Desa ditulis dalam Berita Acara dan ditandatangani Kepala "
    "Desa, Pimpinan Musyawarah, dan tiga wakil masyarakat.",
    "II.D.3": "Musdes Perencanaan dan MKP menjadi bagian dari Musrenbangdes tahunan.",
    "II.D.3.a": "Musdes Perencanaan dan MKP tetap mengikuti ketentuan PNPM.",
    "II.D.3.b": "Musdes Perencanaan dan MKP berlangsung di dalam rangkaian Musrenbangdes.",
    "II.D.3.c": "Musrenbangdes menilai pelaksanaan RKP-Desa tahun lalu dan membahas rancangan "
    "RKP-Desa tahun berjalan.",
    "II.D.3.d": "Usulan tahun lalu yang belum terlaksana diperiksa lagi: masih perlu diusulkan "
    "atau tidak.",
    "II.D.3.e": "Musrenbangdes menghasilkan lima daftar menurut sumber dana: BLM PNPM-MP, APBD, "
    "ADD, swadaya, dan sumber lain. Hasilnya ditulis dalam Berita Acara yang ditandatangani "
    "Kepala Desa, Pimpinan Musyawarah, dan tiga wakil masyarakat.",
    "II.D.3.f": "Tim penyusun merapikan hasil Musrenbangdes, lalu Kepala Desa menetapkannya "
    "dengan SK.",
    "II.D.4": "MAD Prioritas dan MAD Pendanaan menjadi bagian dari Musrenbang Kecamatan.",
    "II.D.4.a": "MAD Prioritas dan Pendanaan tetap mengikuti ketentuan PNPM.",
    "II.D.4.b": "MAD Prioritas dan Pendanaan berlangsung di dalam rangkaian Musrenbang Kecamatan, "
    "dengan usulan yang dibawa desa.",
    "II.D.4.c": "Musrenbang Kecamatan menghasilkan dua daftar prioritas: yang didanai BLM "
    "PNPM-MP dan yang diajukan ke Musrenbang Kabupaten untuk APBD.",
    "II.D.4.d": "Hasil Musrenbang Kecamatan ditulis dalam Berita Acara yang ditandatangani Camat, "
    "Pimpinan Musyawarah, dan tiga wakil utusan desa.",
    "II.D.4.e": "Camat menetapkan usulan dengan Surat Penetapan Camat, sesuai hasil Musrenbang "
    "Kecamatan.",
    "III.B": "Desa ikut integrasi bila kantornya layak, perangkatnya paling sedikit Sekretaris "
    "Desa dan dua Kepala Urusan, dan BPD sudah terbentuk.",
    "III.C.1": "Integrasi dijelaskan terus-menerus kepada masyarakat; pada tahun pertama lewat "
    "MAD Sosialisasi lalu Musdes Sosialisasi.",
    "III.C.2": "Setrawan, aparat desa, BPD, fasilitator, dan pelaku masyarakat dilatih sesuai "
    "tugasnya.",
    "III.C.3": "Setiap desa wajib memiliki RPJM-Desa yang ditetapkan dengan Peraturan Desa, dan "
    "menjabarkannya menjadi RKP-Desa tiap tahun.",
    "III.C.3.a": "Desa yang sudah memiliki RPJM-Desa meninjau dan menyempurnakannya, lalu "
    "membahasnya dalam musyawarah.",
    "III.C.3.b": "RKP-Desa disusun dari RPJM-Desa yang sudah ditinjau. Besar dan sumber dananya "
    "dicantumkan, dibahas dalam Musrenbangdes, lalu ditetapkan dengan SK Kepala Desa.",
    "III.C.3.c": "Desa yang belum memiliki RPJM-Desa mengkaji keadaan desa, menyusun rancangan, "
    "membahasnya dalam Musrenbangdes khusus, lalu menetapkannya dalam Rapat BPD.",
    "III.C.3.d": "RKP-Desa dipetik dari RPJM-Desa yang baru disusun, dengan langkah yang sama "
    "seperti desa lain.",
    "III.C.3.e": "Empat pasang kegiatan disatukan: penggalian gagasan, Menggagas Masa Depan Desa, "
    "Musdes Perencanaan dengan MKP, dan MAD Prioritas.",
    "III.C.3.f": "Kegiatan dan dananya dari semua sumber diselaraskan lewat APB Desa, yang "
    "ditetapkan setiap tahun anggaran.",
    "III.C.3.g": "Kepala Desa menyampaikan laporan pertanggungjawaban sekali setahun dalam Rapat "
    "BPD.",
    "V.A": "Jaring aspirasi DPRD diselaraskan dengan Musrenbang Kecamatan; anggota DPRD diajak "
    "hadir.",
    "V.B": "Warga menyampaikan usulan dalam dengar pendapat DPRD. Keberhasilannya terlihat dari "
    "banyaknya usulan Musrenbang yang masuk APBD.",
    "V.C": "Perencana SKPD berkoordinasi agar Renja SKPD mengacu pada hasil Musrenbang Kecamatan.",
    "V.D": "Forum SKPD berlangsung sebelum Musrenbang Kabupaten untuk menyelaraskan Renja SKPD "
    "dengan hasil kecamatan.",
    "V.E": "Musrenbang Kabupaten adalah tahap akhir perencanaan di kabupaten; delegasi kecamatan "
    "dibekali agar prioritasnya terserap.",
    "VI.B.1.a": "Bupati menyediakan dana pendamping dan kebijakan yang mendukung integrasi.",
    "VI.B.1.b": "DPRD menyelaraskan pertimbangan politis dengan hasil musyawarah warga.",
    "VI.B.1.c": "SKPD menyelaraskan rencana kerjanya dengan hasil Musrenbang.",
    "VI.B.2.a": "Setrawan Kabupaten menguatkan pelaku di kecamatan.",
    "VI.B.2.b": "Camat mengoordinasikan dan menilai pelaksanaan integrasi di kecamatan.",
    "VI.B.2.c": "Setrawan Kecamatan mendampingi Musrenbangdes dan memfasilitasi Musrenbang "
    "Kecamatan.",
    "VI.B.2.d": "BKAD bersama Setrawan Kecamatan memfasilitasi Musrenbang Kecamatan dan menjadi "
    "penengah antardesa.",
    "VI.B.2.e": "Kepala Desa membentuk tim penyusun, menyelenggarakan Musrenbangdes, dan "
    "menetapkan RKP-Desa.",
    "VI.B.2.e.6": "Berita Acara musyawarah RPJM-Desa harus menjadi dasar rancangan Peraturan Desa.",
    "VI.B.2.e.11": "Kepala Desa membentuk dan menetapkan Tim Penyusun RKP-Desa.",
    "VI.B.2.e.13": "Kepala Desa menyelenggarakan Musrenbangdes untuk menyusun RKP-Desa.",
    "VI.B.2.e.14": "Berita Acara Musrenbangdes harus menjadi dasar SK Kepala Desa tentang "
    "RKP-Desa, jadi SK menyusul sesudah Berita Acara.",
    "VI.B.2.e.15": "Kepala Desa menerbitkan SK yang menetapkan RKP-Desa.",
    "VI.B.2.e.16": "Kepala Desa memastikan usulan untuk dana PNPM diproses lebih lanjut.",
    "VI.B.2.f": "BPD menyelenggarakan Rapat BPD serta membahas dan menetapkan Peraturan Desa.",
    "VI.B.2.g": "LPMD memfasilitasi Pengkajian Keadaan Desa dan membantu penyusunan rencana.",
    "VI.B.2.h": "KPMD menyiapkan data, menjadi anggota tim penyusun, dan memfasilitasi "
    "Musrenbangdes bersama pemerintah desa.",
    "VI.B.3.a": "Fasilitator Kabupaten membina dan mengawasi pelaksanaan integrasi.",
    "VI.B.3.b": "Fasilitator Kecamatan mendampingi pengkajian, Musrenbangdes, dan Musrenbang "
    "Kecamatan.",
}
"""Keys are chapter, section and letters as the Panduan numbers them, joined by dots."""


def penjelasan(kunci: str) -> str:
    """Return the explanation of a clause, or of the nearest clause above it ("II.D.3.x")."""
    bagian = kunci.split(".")
    while bagian:
        if temu := CLAUSES.get(".".join(bagian)):
            return temu
        bagian.pop()
    return ""
