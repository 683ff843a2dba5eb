"""The lists a form needs: from the profile, from the village, from the answers so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.wilayah import Level, RegionCode
from musren.forms.musyawarah import attendee_key
from musren.forms.pilihan import Option, Options
from musren.integration.profil import Profil
from musren.models.tahun import Tahun
from musren.services.tahun import profile_of
from musren.services.wilayah import children, dusun_of

SATUAN = (
    "meter", "meter persegi", "meter kubik", "unit", "paket", "orang", "kelompok", "bulan",
    "titik", "ruang", "set", "batang", "ekor", "kegiatan", "kilometer", "hektare",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Where a form is being filled in, what it was opened for, and what was answered so far."""

    session: Session
    year: Tahun
    place: RegionCode
    answers: Mapping[str, Any]
    objek: str = ""

    @property
    def profile(self) -> Profil:
        return profile_of(self.year)


def _plain(values: Sequence[str]) -> list[Option]:
    return [Option(v, v) for v in values]


def _level(here: Setting) -> str:
    return "desa" if here.place.level is Level.DESA else "kecamatan"


def _sumber(here: Setting) -> list[Option]:
    return [
        Option(s.kunci, s.nama, s.penjelasan) for s in here.profile.sumber_tingkat(_level(here))
    ]


def _jenis(here: Setting) -> list[Option]:
    kinds = [Option(j.kunci, j.nama, j.penjelasan) for j in here.profile.jenis_blm]
    return kinds if any(o.value == "lainnya" for o in kinds) else [*kinds, OTHER_KIND]


OTHER_KIND = Option("lainnya", "Lainnya", "Bukan jenis kegiatan BLM PNPM-MP.")


def _dusun(here: Setting) -> list[Option]:
    return _plain([d.nama for d in dusun_of(here.session, here.place)])


def _desa(here: Setting) -> list[Option]:
    return [Option(w.kode, w.nama) for w in children(here.session, here.place)]


def attendees(answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = answers.get("hadir") or []
    return [r for r in rows if isinstance(r, Mapping) and str(r.get("nama") or "").strip()]


def _named(rows: Sequence[Mapping[str, Any]]) -> list[Option]:
    sex = {"L": "laki-laki", "P": "perempuan"}
    return [
        Option(
            attendee_key(dict(row)),
            attendee_key(dict(row)),
            ", ".join(p for p in (sex.get(str(row.get("jk")), ""), str(row.get("unsur", ""))) if p),
        )
        for row in rows
    ]


def _hadir(here: Setting) -> list[Option]:
    return _named(attendees(here.answers))


def _utusan_hadir(here: Setting) -> list[Option]:
    return _named([r for r in attendees(here.answers) if r.get("desa_kode")])


PROVIDERS: dict[str, Callable[[Setting], list[Option]]] = {
    "sumber": _sumber,
    "asal": lambda h: [Option(a.kunci, a.nama, a.penjelasan) for a in h.profile.asal],
    "sifat": lambda h: [Option(s.kunci, f"{s.kunci} – {s.nama}") for s in h.profile.sifat],
    "jenis": _jenis,
    "bidang": lambda h: _plain([b.nama for b in h.profile.bidang]),
    "satuan": lambda _h: _plain(SATUAN),
    "skpd": lambda h: _plain(h.profile.skpd),
    "unsur": lambda h: _plain([u.nama for u in h.profile.unsur_tingkat(_level(h))]),
    "dusun": _dusun,
    "desa": _desa,
    "hadir": _hadir,
    "utusan_hadir": _utusan_hadir,
}


def options_for(here: Setting, names: set[str]) -> Options:
    """The named lists, for showing and for reading a form."""
    return {name: PROVIDERS[name](here) for name in names if name in PROVIDERS}
