"""Lists the kabupaten may change: seats, factors of the calendar, classes; and who breaks ties."""

from typing import Any

import pytest

from musren.domain.errors import Invalid
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.services.alur import STARTS, answers_for
from musren.services.pilihan import PROVIDERS, Setting
from musren.services.pkd.nilai import ranked_problems
from musren.services.tahun import change_parameter
from tests import dunia
from tests.dunia import SUKAMAJU, fill
from tests.services import pkd_uji


def set_rules(session, tahun, **changes: Any) -> Setting:
    who = dunia.act(session, Peran.BAPPEDA)
    change_parameter(session, who, tahun, changes, "Kesepakatan kabupaten")
    return Setting(session=session, year=tahun, place=SUKAMAJU, answers={})


def test_the_form_of_a_team_offers_the_seats_of_the_profile_and_no_other(session, tahun):
    seats = ["ketua: Ketua Tim", "anggota: Anggota"]
    here = set_rules(session, tahun, kursi_tim_rpjm=seats)
    offered = [(o.value, o.label) for o in PROVIDERS["kursi_tim_rpjm"](here)]
    assert offered == [("ketua", "Ketua Tim"), ("anggota", "Anggota")]
    fill(session, dunia.act(session, Peran.KPMD), "profil-desa", tahun, SUKAMAJU, dunia.PROFIL)
    answers, _ = answers_for(session, flow("tim-rpjm"), tahun, SUKAMAJU, "")
    assert [row["kedudukan"] for row in answers["anggota"]] == ["ketua"]
    row = {"nama": "Ahmad", "jk": "L", "jabatan": "KPMD", "kedudukan": "pembina"}
    with pytest.raises(Invalid) as told:
        fill(session, dunia.act(session, Peran.KPMD), "tim-rpjm", tahun, SUKAMAJU,
             {"anggota": [row]})  # fmt: skip
    assert told.value.errors.keys() == {"anggota.0.kedudukan"}


def test_calendar_and_classes_begin_as_the_profile_says(session, tahun):
    here = set_rules(
        session, tahun, faktor_kalender=["Angin"], faktor_kalender_lain=["Ombak"],
        kelas_kesejahteraan=["Mampu", "Kurang mampu"],
    )  # fmt: skip
    begun, _ = STARTS["penggalian-gagasan"](session, tahun, SUKAMAJU, "")
    assert [row["faktor"] for row in begun["kalender"]] == ["Angin"]
    assert [o.value for o in PROVIDERS["faktor_kalender"](here)] == ["Angin", "Ombak"]
    begun, _ = STARTS["kesejahteraan"](session, tahun, SUKAMAJU, "")
    assert [row["kelas"] for row in begun["kelas"]] == ["Mampu", "Kurang mampu"]


def test_without_tie_breaking_the_page_does_not_ask_for_it_and_equals_share(session, tahun):
    step = flow("peringkat-masalah").steps[0]
    group = step.fields["peringkat_masalah"]
    here = set_rules(session, tahun, seri_memutus=True)
    shown = group.titled(PROVIDERS["kriteria_masalah"](here))
    assert ("seri" in shown.columns, shown.hitung.seri) == (True, "seri")
    here = set_rules(session, tahun, seri_memutus=False)
    shown = group.titled(PROVIDERS["kriteria_masalah"](here))
    assert ("seri" in shown.columns, shown.hitung.seri) == (False, "")
    pkd_uji.meet(session, tahun)
    pkd_uji.group(session, tahun)
    for n, one in enumerate(pkd_uji.known(session, tahun), 1):
        one.skor, one.seri = [3, 3, 3, 3, 3], n
    assert {order.peringkat for _, order in ranked_problems(session, tahun, SUKAMAJU)} == {1}
