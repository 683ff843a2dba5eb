"""The form of a proposal of the RPJM-Desa: how it begins, also from the PKD, and sending it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import Conflict, NotFound
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.rpjm_usulan import USULAN_RPJM
from musren.models.draf import Draf
from musren.models.rpjm import UsulanRpjm
from musren.models.tahun import Tahun
from musren.models.wilayah import columns_of
from musren.services.pilihan import Setting
from musren.services.pkd import jadi_usulan
from musren.services.prefill import MOST_DIGITS, Started
from musren.services.rpjm import kunci
from musren.services.rpjm.dokumen import drafted, ensure, period_of
from musren.services.rpjm.usulan import GONE, PREFIX, change, create, from_action


def stored_of(session: Session, year: Tahun, place: RegionCode, objek: str) -> UsulanRpjm:
    """The proposal a form was opened for; raises NotFound for one of another plan."""
    number = objek.removeprefix(PREFIX)
    plain = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    found = session.get(UsulanRpjm, int(number)) if plain else None
    if found is None or (found.rpjm.tahun_id, found.rpjm.desa_kode) != (year.id, str(place)):
        raise NotFound(GONE)
    return found


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """The stored proposal, or what the PKD knows of the action it is made of."""
    repair = kunci.begun(session, drafted(session, year, place))
    fresh = repair | {"putusan": "disepakati"} if repair else {}
    if not objek:
        return fresh, None
    if objek.startswith("tindakan:"):
        return _of_action(session, year, place, objek) | fresh, None
    one = stored_of(session, year, place, objek)
    shares = [
        {"sumber": d.sumber or "", "rincian": d.rincian, "jumlah": d.jumlah} for d in one.dana
    ]
    split = [{"tahun": str(t.tahun), "volume": t.volume, "biaya": t.biaya} for t in one.tahunan]
    answers = USULAN_RPJM.write(columns_of(one) | {"dana": shares, "tahunan": split})
    return answers | repair, one.versi


def _of_action(session: Session, year: Tahun, place: RegionCode, objek: str) -> dict[str, Any]:
    one = jadi_usulan.need_action(session, year, place, objek)
    refuse_second(session, one.id)
    problem = one.masalah
    return USULAN_RPJM.write(
        {
            "kegiatan": one.tindakan or one.alternatif, "masalah": problem.masalah,
            "latar_belakang": problem.penyebab, "potensi": problem.potensi,
            "bidang": problem.bidang, "asal": "dusun",
        }
    )  # fmt: skip


def refuse_second(session: Session, tindakan_id: int) -> None:
    made = from_action(session, tindakan_id)
    if made is not None:
        raise Conflict(
            f"Tindakan ini sudah menjadi usulan RPJM-Desa {made.kode} “{made.kegiatan}”. Buka "
            "usulan itu bila perlu diubah."
        )


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the proposal; the plan of the year is begun when there is none."""
    if draft.objek.startswith("tindakan:"):
        source = jadi_usulan.need_action(session, year, place, draft.objek)
        refuse_second(session, source.id)
        rpjm = ensure(session, act, year, place)
        stored = create(
            session, act, rpjm, values, kunci=f"draf:{draft.kunci}", tindakan_id=source.id
        )
    elif draft.objek:
        stored = stored_of(session, year, place, draft.objek)
        change(session, act, stored, values, draft.objek_versi)
    else:
        rpjm = ensure(session, act, year, place)
        stored = create(session, act, rpjm, values, kunci=f"draf:{draft.kunci}")
    return f"{PREFIX}{stored.id}"


def year_options(here: Setting) -> list[Option]:
    """The years of the period."""
    return [Option(str(n), str(n)) for n in period_of(here.session, here.year, here.place)]
