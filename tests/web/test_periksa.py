"""What a rule refused at sending is told at the page where it is repaired."""

from musren.forms.alur import flow
from musren.web.periksa import with_refusals

PATH = flow("musrenbangdes").steps


def test_a_refusal_is_placed_at_the_step_that_asks_for_it():
    told, placed = with_refusals(PATH, {}, {"keputusan.3.sumber": "Paling banyak tiga usulan."})
    assert placed
    assert told["keputusan"] == {"keputusan.3.sumber": "Paling banyak tiga usulan."}
    assert not told["wakil"]


def test_a_refusal_of_no_field_leaves_its_sentence_on_top():
    assert with_refusals(PATH, {}, {})[1] is False
    assert with_refusals(PATH, {}, {"syarat": "Belum terpenuhi."})[1] is False


def test_what_the_page_itself_says_wins_over_the_rule():
    wrong = {"wakil": {"wakil_desa": "Pilih paling sedikit satu."}}
    told, _ = with_refusals(PATH, wrong, {"wakil_desa": "Paling sedikit 3 perempuan."})
    assert told["wakil"]["wakil_desa"] == "Pilih paling sedikit satu."
