"""A village's PKD for tests: answers of a group's meeting, scores, actions, classes."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.peran import Peran
from musren.forms.musyawarah import attendee_key
from musren.models.musyawarah import Musyawarah
from musren.models.pkd import Masalah, Tindakan
from musren.models.tahun import Tahun
from musren.services.pkd.masalah import actions_of, problems
from tests import dunia
from tests.dunia import SUKAMAJU

VEKTOR = ((5, 4, 3, 5, 4), (4, 4, 4, 4, 4), (3, 5, 4, 4, 4), (2, 2, 5, 3, 1))
"""Four problems with the totals 21, 20, 20, 13 and so the ranks 1, 2, 2, 4."""


def kalender(faktor: str, *bulan: int) -> dict[str, Any]:
    """A factor that is strong (2) in these months."""
    return {
        "faktor": faktor, "keterangan": "",
        **{f"b{n}": "2" if n in bulan else "" for n in range(1, 13)},
    }  # fmt: skip


def pertemuan(**changed: Any) -> dict[str, Any]:
    """Answers of a women's group that used all three tools."""
    present = dunia.hadir(8)
    given = {
        "kelompok_jenis": "perempuan", "dusun": "Dusun II",
        "kelompok_nama": "Kelompok Perempuan Dusun II", "tanggal": "12/1/2011",
        "jam_mulai": "13.00", "jam_selesai": "16.00", "tempat": "Rumah Ibu Sumiati",
        "agenda": [{"acara": "Sketsa desa"}], "hadir": present, "pimpinan_nama": "Peserta 1",
        "pimpinan_unsur": "KPMD", "notulis_nama": "Peserta 2", "notulis_unsur": "LPMD",
        "narasumber": [], "cara_putusan": "mufakat",
        "sketsa": [
            {"simbol": "jalan", "nama": "Jalan becek", "jenis": "masalah", "x": "640", "y": "560",
             "keterangan": "620 meter"},
        ],
        "masalah_sketsa": [masalah("Jalan ke Dusun III becek"), masalah("Belum ada Posyandu")],
        "kalender": [kalender("Paceklik", 8, 9, 10)],
        "masalah_kalender": [masalah("Kekurangan air bersih", bulan=["8", "9", "10"])],
        "lembaga": [
            {"nama": "Posyandu", "ukuran": "5", "jarak": "1", "sudut": "", "keterangan": ""},
        ],
        "masalah_lembaga": [masalah("Kader belum dilatih", lembaga="Posyandu")],
        "gagasan": [gagasan("Gedung Posyandu", "1"), gagasan("Air bersih perpipaan", "2")],
        "wakil_kelompok": [attendee_key(present[0])],
    }  # fmt: skip
    return given | changed


def masalah(told: str, **more: Any) -> dict[str, Any]:
    return {"masalah_id": "", "masalah": told, "penyebab": "", "potensi": "Gotong royong", **more}


def gagasan(name: str, prioritas: str, **more: Any) -> dict[str, Any]:
    return {
        "gagasan_id": "", "masalah": "Posyandu menumpang", "gagasan": name, "lokasi": "Dusun II",
        "pemanfaat_l": "64", "pemanfaat_p": "118", "pemanfaat_rtm": "71", "potensi": "Tanah hibah",
        "prioritas": prioritas, **more,
    }  # fmt: skip


def meet(session: Session, tahun: Tahun, objek: str = "", **changed: Any) -> Musyawarah:
    """The meeting of a group, through its form."""
    who = dunia.act(session, Peran.KPMD)
    answers = pertemuan(**changed)
    told = dunia.fill(session, who, "penggalian-gagasan", tahun, SUKAMAJU, answers, objek)
    return session.get_one(Musyawarah, int(told.removeprefix("musyawarah:")))


def send(session: Session, tahun: Tahun, slug: str, **answers: Any) -> str:
    """One of the village's own forms of the PKD."""
    return dunia.fill(session, dunia.act(session, Peran.KPMD), slug, tahun, SUKAMAJU, answers)


def group(session: Session, tahun: Tahun, merged: Mapping[str, str] | None = None) -> None:
    """All problems get a bidang; `merged` maps codes to the codes they are merged into."""
    rows = [
        {"masalah_id": str(one.id), "bidang": "Fisik dan Prasarana", "penyebab": "Belum dibangun",
         "induk_kode": (merged or {}).get(one.kode, "")}
        for one in problems(session, tahun, SUKAMAJU)
    ]  # fmt: skip
    send(session, tahun, "pengelompokan-masalah", pengelompokan=rows)


def nilai(
    key: str, ids: Sequence[int], scores: Sequence[Sequence[int]], seri: Mapping[int, str] | None
) -> list[dict[str, str]]:
    return [
        {key: str(one), "seri": (seri or {}).get(n, ""),
         **{f"k{c}": str(score) for c, score in enumerate(row, 1)}}
        for n, (one, row) in enumerate(zip(ids, scores, strict=False))
    ]  # fmt: skip


def score(
    session: Session, tahun: Tahun, scores: Sequence[Sequence[int]] = VEKTOR,
    seri: Mapping[int, str] | None = None,
) -> None:  # fmt: skip
    """Scores of the problems that stand for themselves, in the order of their codes."""
    ids = [one.id for one in problems(session, tahun, SUKAMAJU) if one.induk_id is None]
    rows = nilai("masalah_id", ids, scores, seri)
    send(session, tahun, "peringkat-masalah", peringkat_masalah=rows)


def tindakan(kode: str, told: str, **more: Any) -> dict[str, str]:
    return {
        "tindakan_id": "", "masalah_kode": kode, "alternatif": told, "layak": "ya",
        "tindakan": "", "alasan": "", **more,
    }  # fmt: skip


def weigh(session: Session, tahun: Tahun, *rows: dict[str, str]) -> list[Tindakan]:
    """Actions for the first problem, or the given ones."""
    given = rows or (
        tindakan("M-001", "Rabat beton jalan Dusun III"),
        tindakan("M-001", "Pindah kampung", layak="tidak", alasan="Tidak ada tanah"),
    )
    send(session, tahun, "pengkajian-tindakan", pengkajian=list(given))
    return actions_of(session, tahun, SUKAMAJU)


def known(session: Session, tahun: Tahun) -> list[Masalah]:
    return problems(session, tahun, SUKAMAJU)
