"""How old a wish is, in one sentence."""

import pytest

from musren.integration.status import StatusUsulan
from musren.integration.umur import TahunUsulan, age


def test_the_third_time_after_two_delays_with_their_reasons():
    told = age([
        TahunUsulan(2011, "diajukan"), TahunUsulan(2009, "ditunda", "lahan belum jelas."),
        TahunUsulan(2010, "ditunda_kecamatan", "dana habis"),
    ])  # fmt: skip
    assert told == (
        "Diusulkan ketiga kali (2009, 2010 dan 2011); dua kali ditunda: 2009 karena lahan belum "
        "jelas, 2010 karena dana habis."
    )


def test_two_origins_of_one_year_count_once():
    told = age([
        TahunUsulan(2010, "ditunda"), TahunUsulan(2010, "ditunda", "data kurang"),
        TahunUsulan(2011, "disepakati"),
    ])  # fmt: skip
    assert told == (
        "Diusulkan kedua kali (2010 dan 2011); sekali ditunda: 2010 karena data kurang."
    )


@pytest.mark.parametrize(("count", "word"), [(1, "pertama"), (10, "kesepuluh"), (12, "ke-12")])
def test_it_is_counted_in_words_as_far_as_they_go(count, word):
    told = age([TahunUsulan(2000 + n, "diajukan") for n in range(count)])
    assert told.startswith(f"Diusulkan {word} kali (2000")


@pytest.mark.parametrize("status", [s.value for s in StatusUsulan])
def test_every_status_gives_a_sentence(status):
    assert age([TahunUsulan(2011, status)]).endswith(".")


def test_nothing_has_no_age():
    assert age([]) == ""
