"""Which of the village plans each village plays: the complete line, a review, or a draft."""

from datetime import date, timedelta

from musren.cli.demo import jangka, kajian, kerja, rapat
from musren.cli.demo.lakon import Lakon

COMPLETE = "99.01.01.2001"
REVIEWS = "99.01.01.2002"
DISTRICT = "99.01.01."
"""The first kecamatan; villages invented beyond it play the yearly Musrenbangdes alone."""

PAIRS = ((0, 4), (1, 4), (3, 4))
"""Groups a lightly played village has: one hamlet, and the women."""


def complete(lakon: Lakon) -> bool:
    return str(lakon.kode) == COMPLETE


def plans(lakon: Lakon) -> None:
    """PKD and RPJM-Desa, in the year before."""
    kode = str(lakon.kode)
    if complete(lakon):
        rapat.sosialisasi(lakon)
        jangka.team(lakon, "rpjm", date(2010, 8, 16))
        kajian.play(lakon)
        jangka.play(lakon)
    elif kode == REVIEWS:
        kajian.play_light(lakon, PAIRS[0], date(2010, 9, 20))
        jangka.play_review(lakon)
    elif kode.startswith(DISTRICT):
        number = int(kode[-2:])
        day = date(2010, 9, 20) + timedelta(days=number)
        kajian.play_light(lakon, PAIRS[number % len(PAIRS)], day)
        jangka.play_draft(lakon, day + timedelta(days=14))


def before_meeting(lakon: Lakon) -> None:
    """What comes between the proposals and the Musrenbangdes."""
    if complete(lakon):
        kerja.prepare(lakon)
        rapat.invite(lakon, "rkp", rapat.all_of(lakon.desa, 34))


def after_meeting(lakon: Lakon, day: date) -> None:
    if complete(lakon):
        kerja.after_decree(lakon, day + timedelta(days=7))
        rapat.minutes(lakon, "rkp", rapat.all_of(lakon.desa, 22))


def close_year(lakon: Lakon) -> None:
    if complete(lakon):
        kerja.account(lakon)
