"""What the kabupaten's forms do beside asking: beginnings, handlers, lists, rows, notices."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from musren.domain.bahasa import angka
from musren.domain.peran import Act, Hak
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import RegionCode
from musren.forms.pertemuan_atas import MEETINGS
from musren.integration.jenis_musyawarah import JENIS
from musren.models.tahun import Tahun
from musren.services.kabupaten import forum, musrenbang, profil, skpd
from musren.services.kabupaten.hadir import started
from musren.services.kabupaten.skpd import register
from musren.services.kabupaten.usulan import to_decide
from musren.services.pengumuman import Pengumuman
from musren.services.pertemuan import attention_of, next_kelompok, start_of, submit_of
from musren.services.pilihan import Setting
from musren.services.prefill import Start, Started

_KIND = {one.formulir: one.kunci for one in JENIS.values()}
_MEETINGS = {form.slug: (form, _KIND[form.slug]) for form in MEETINGS}


def _start_of(slug: str) -> Start:
    """As any meeting begins, with the heads and delegates of the kabupaten."""
    form, jenis = _MEETINGS[slug]
    usual = start_of(form, jenis)

    def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
        answers, version = usual(session, year, place, objek)
        if version is not None:
            return answers, version
        acara = objek or jenis
        if not objek and JENIS[jenis].banyak:
            acara = f"{jenis}.{next_kelompok(session, jenis, year, place)}"
        return started(session, form, year, place, acara), None

    return start


def _forum_brief(here: Setting) -> list[Pengumuman]:
    """How much lies before this forum."""
    known = register(here.session, here.place)
    own = known.of_forum(here.objek)
    if own is None:
        return []
    came = to_decide(here.session, here.year, here.place, known, own)
    cost = sum(one.kecamatan_putusan.biaya or 0 for one in came)
    rows = here.answers.get("putusan_forum") or []
    left = sum(not row.get("putusan") for row in rows) if rows else len(came)
    kecamatan = len({m.kecamatan_kode for m in came})
    told = (
        f"{angka(len(came))} usulan dari {angka(kecamatan)} kecamatan, {format_rupiah(cost)}. "
        f"Belum diputuskan: {angka(left)}."
    )
    return [Pengumuman(judul=own.nama, baris=[told])]


STARTS: dict[str, Start] = {
    "profil-kabupaten": profil.start_profil,
    "acuan-apbd": profil.start_acuan,
    "forum-skpd": forum.start,
    "musrenbang-kabupaten": musrenbang.start,
    **{slug: _start_of(slug) for slug in _MEETINGS},
}

HANDLERS: dict[str, Callable[..., str]] = {
    "profil-kabupaten": profil.submit_profil,
    "acuan-apbd": profil.submit_acuan,
    "forum-skpd": forum.submit,
    "musrenbang-kabupaten": musrenbang.submit,
    **{slug: submit_of(jenis, Hak.ISI_KABUPATEN) for slug, (_, jenis) in _MEETINGS.items()},
}

PERINGATAN: dict[str, Callable[..., list[str]]] = {
    "acuan-apbd": profil.unknown_names,
    "forum-skpd": attention_of("forum_skpd"),
    "musrenbang-kabupaten": attention_of(musrenbang.JENIS),
    **{slug: attention_of(jenis) for slug, (_, jenis) in _MEETINGS.items()},
}

PROVIDERS = {
    "skpd": skpd.offered,
    "skpd_lain": skpd.others,
    "instansi": skpd.institutions,
    "kecamatan": profil.kecamatan_of,
}

LAYOUTS = {"usulan_forum": forum.laid_out}

PENGUMUMAN = {"usulan_forum_ringkas": _forum_brief, "hasil_forum": musrenbang.told}

PENJAGA: dict[str, Callable[[Session, Act, RegionCode, str], None]] = {
    "forum-skpd": forum.refuse_another_agency,
}
"""Who may touch the draft of a form beside what its right says."""
