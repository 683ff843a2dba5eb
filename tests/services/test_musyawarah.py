"""What both meetings share: the votes that were counted fit the people who were there."""

import pytest

from musren.services.musyawarah import too_many_votes


@pytest.mark.parametrize(
    ("votes", "present", "told"),
    [
        ({"suara_setuju": 9, "suara_tidak": 1, "suara_abstain": None}, 10, ""),
        ({"suara_setuju": 9, "suara_tidak": 1, "suara_abstain": 1}, 10, "Jumlah suara 11"),
        ({"suara_setuju": 90}, 20, "yang hadir, yaitu 20 orang"),
    ],
)
def test_no_more_votes_than_people_present(votes, present, told):
    given = {"cara_putusan": "voting", "hadir": [{}] * present, **votes}
    found = too_many_votes(given)
    assert bool(found) == bool(told)
    assert told in "".join(found.get("suara_setuju", []))


def test_figures_left_from_an_earlier_answer_do_not_matter_without_a_vote():
    assert too_many_votes({"cara_putusan": "mufakat", "hadir": [{}], "suara_setuju": 90}) == {}
