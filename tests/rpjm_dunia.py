"""A village on its way to a RPJM-Desa: answers of its forms, for tests of services and pages."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.peran import Act, Peran
from musren.domain.wilayah import RegionCode
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.tahun import Tahun
from musren.services import naskah, terbit
from musren.services.rpjm.dokumen import need_drafted
from musren.services.rpjm.usulan import of_rpjm
from tests import dunia
from tests.dunia import SUKAMAJU, fill, hadir

PROFIL = dunia.PROFIL | {"ketua_lpmd_nama": "Ahmad Fauzi", "kpmd_nama": "Siti Rahma, Budi Hartono"}
TEXTS = {
    "kondisi_umum": "Desa di lereng bukit.", "sejarah": "Dibuka tahun 1926.",
    "visi": "Sukamaju yang sejahtera", "misi": [{"misi": "Memperbaiki jalan"}],
    "arah_pembangunan": "Jalan dan air bersih.", "arah_keuangan": "ADD dan swadaya.",
}  # fmt: skip
BARU = {"cabang": "baru", "periode_awal": "2011", **TEXTS}
TINJAUAN = [
    {"hal": hal, "uraian": f"{hal} lama", "keadaan_sekarang": "berubah", "tindak_lanjut": "tetap"}
    for hal in ("potensi", "masalah", "gagasan")
]
TINJAU = {
    **BARU, "cabang": "tinjau", "perdes_lama_nomor": "03 Tahun 2009",
    "perdes_lama_tanggal": "5/3/2009", "lama_awal": "2009", "lama_akhir": "2013",
    "tinjauan": TINJAUAN,
}  # fmt: skip


def kpmd(session: Session) -> Act:
    return dunia.act(session, Peran.KPMD)


def profile(session: Session, opened: Tahun, **changed: Any) -> None:
    fill(session, kpmd(session), "profil-desa", opened, SUKAMAJU, PROFIL | changed)


def draft(
    session: Session, opened: Tahun, answers: dict[str, Any] | None = None
) -> Rpjm:  # fmt: skip
    """The village's document, through its form."""
    fill(session, kpmd(session), "rpjm", opened, SUKAMAJU, BARU if answers is None else answers)
    return need_drafted(session, opened, SUKAMAJU)


def propose(session: Session, opened: Tahun, **changed: Any) -> UsulanRpjm:
    """A proposal of the plan, through its form."""
    answers = dunia.usulan(**changed)
    told = fill(session, kpmd(session), "usulan-rpjm", opened, SUKAMAJU, answers)
    return session.get_one(UsulanRpjm, int(told.removeprefix("usulan_rpjm:")))


TEAM = [
    {"nama": "Ahmad Sukri", "jk": "L", "jabatan": "Kepala Desa", "kedudukan": "pembina"},
    {"nama": "Siti Rohani", "jk": "P", "jabatan": "Sekretaris Desa", "kedudukan": "ketua"},
    {"nama": "Ahmad Fauzi", "jk": "L", "jabatan": "Ketua LPMD", "kedudukan": "sekretaris"},
    {"nama": "Siti Rahma", "jk": "P", "jabatan": "KPMD", "kedudukan": "anggota"},
    {"nama": "Budi Hartono", "jk": "L", "jabatan": "KPMD", "kedudukan": "anggota"},
    {"nama": "Sumiati", "jk": "P", "jabatan": "Kelompok perempuan", "kedudukan": "anggota"},
    {"nama": "Darmawan", "jk": "L", "jabatan": "Tokoh masyarakat", "kedudukan": "anggota"},
]


def meeting_answers(
    session: Session, opened: Tahun, place: RegionCode = SUKAMAJU, **changed: Any
) -> dict[str, Any]:
    """Answers of a Musrenbangdes RPJM-Desa that agrees with every proposal."""
    base = dunia.musrenbangdes([])
    for name in ("evaluasi_ada", "wakil_desa"):
        del base[name]
    rows = of_rpjm(session, need_drafted(session, opened, place))
    agreed = [{"usulan_rpjm_id": str(u.id), "putusan": "disepakati"} for u in rows]
    return base | {"keputusan": agreed} | changed


def hold(session: Session, opened: Tahun, **changed: Any) -> Musyawarah:
    answers = meeting_answers(session, opened, **changed)
    told = fill(session, kpmd(session), "musrenbangdes-rpjm", opened, SUKAMAJU, answers)
    return session.get_one(Musyawarah, int(told.removeprefix("musyawarah:")))


def bpd_answers(**changed: Any) -> dict[str, Any]:
    """Answers of a Rapat BPD that agrees."""
    base = dunia.musrenbangdes([], tanggal="18/1/2011")
    for name in ("evaluasi_ada", "wakil_desa", "wakil_masyarakat", "keputusan"):
        del base[name]
    present = [row | {"unsur": "BPD"} for row in hadir(11)]
    return base | {
        "hadir": present, "agenda": [{"acara": "Pembahasan rancangan Peraturan Desa"}],
        "putusan": "disetujui", "perubahan": [], **changed,
    }  # fmt: skip


def hold_bpd(session: Session, opened: Tahun, **changed: Any) -> Musyawarah:
    who = dunia.act(session, Peran.BPD)
    told = fill(session, who, "rapat-bpd-rpjm", opened, SUKAMAJU, bpd_answers(**changed))
    return session.get_one(Musyawarah, int(told.removeprefix("musyawarah:")))


def village(
    session: Session, opened: Tahun, answers: dict[str, Any] | None = None
) -> Rpjm:  # fmt: skip
    """Profile, document, team and four proposals of different sources."""
    profile(session, opened)
    plan = draft(session, opened, answers)
    fill(session, kpmd(session), "tim-rpjm", opened, SUKAMAJU, {"anggota": TEAM})
    for one in dunia.kinds("add", "swadaya", "apbd", "lain"):
        propose(session, opened, **one)
    return plan


DAYS = {
    "ba_musrenbangdes_rpjm": date(2011, 1, 17), "rancangan_perdes_rpjm": date(2011, 1, 18),
    "keputusan_bpd": date(2011, 1, 18), "perdes_rpjm": date(2011, 1, 19),
}  # fmt: skip
ISSUERS = {"keputusan_bpd": Peran.BPD}


def issue(kantor: dunia.Kantor, opened: Tahun, jenis: str, **more: Any) -> Naskah:
    """A paper of the plan, in force."""
    who = dunia.act(kantor.session, ISSUERS.get(jenis, Peran.KEPALA_DESA))
    order = naskah.Order(
        jenis=jenis, tanggal=DAYS.get(jenis, date(2011, 1, 19)), kunci=dunia.key(), **more
    )
    paper_id = terbit.issue(kantor.office, who, opened.id, SUKAMAJU, order)
    return naskah.get(kantor.session, paper_id)


def sign(kantor: dunia.Kantor, opened: Tahun, jenis: str) -> Naskah:
    return kantor.sign(issue(kantor, opened, jenis))
