import pytest

from timbang.errors import BadForecast
from timbang.models.claims import Bin, brier_score, calibration, hits, outcomes, overconfidence


def test_a_hit_is_the_verdict_of_the_sources():
    assert outcomes(["supported", "nuanced", "opinion"], ["supported", "opinion", "opinion"]) == [1, 0, 1]
    assert hits(["supported", "nuanced", "opinion"], ["supported", "opinion", "opinion"]) == 2
    assert hits([], []) == 0


@pytest.mark.parametrize(
    ("said", "came", "score"),
    [
        ([1.0], [1], 0),
        ([1.0], [0], 1),
        ([0.5, 0.5], [1, 0], 0.25),
        ([0.8], [1], 0.04),
        ([0.8], [0], 0.64),
        ([0.9, 0.6], [1, 0], 0.185),
    ],
)
def test_a_brier_score_is_the_mean_squared_distance(said: list[float], came: list[int], score: float):
    assert brier_score(said, came) == pytest.approx(score)


def test_a_guesser_among_five_who_says_so_gets_16_hundredths():
    assert brier_score([0.2] * 5, [1, 0, 0, 0, 0]) == pytest.approx(0.16)


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_no_probability_scores_better_than_the_true_share(share: float):
    came = [1] * round(10 * share) + [0] * round(10 * (1 - share))
    honest = brier_score([share] * 10, came)
    assert all(honest < brier_score([said / 10] * 10, came) for said in range(11) if said / 10 != share)


def test_a_curve_has_a_point_for_each_probability_that_was_said():
    assert calibration([0.2, 1.0, 0.8, 0.8, 1.0], [0, 1, 1, 0, 1]) == [
        Bin(0.2, 0, 1),
        Bin(0.8, 0.5, 2),
        Bin(1.0, 1, 2),
    ]


def test_a_bin_holds_its_upper_bound_and_0_lies_in_the_first():
    assert [(one.said, one.count) for one in calibration([0, 0.2, 0.21, 0.4], [0, 0, 1, 1])] == [
        (pytest.approx(0.1), 2),
        (pytest.approx(0.305), 2),
    ]
    assert calibration([0.3, 0.9], [1, 0], bins=1) == [Bin(pytest.approx(0.6), 0.5, 2)]


def test_too_sure_is_above_zero_and_too_unsure_below():
    assert overconfidence([0.8, 1.0], [1, 0]) == pytest.approx(0.4)
    assert overconfidence([0.2, 0.4], [1, 1]) == pytest.approx(-0.7)


@pytest.mark.parametrize(
    ("said", "came", "message"),
    [
        ([], [], "no forecast to score"),
        ([0.5], [1, 0], "1 against 2"),
        ([80], [1], "80 percent is 0.8"),
        ([-0.1], [1], "not from 0 to 1"),
        ([float("nan")], [1], "not from 0 to 1"),
        ([0.5], [2], "neither 0 nor 1"),
    ],
)
def test_what_cannot_be_scored_is_refused_in_one_line(said: list[float], came: list[int], message: str):
    for score in (brier_score, calibration, overconfidence):
        with pytest.raises(BadForecast, match=message):
            score(said, came)


def test_a_curve_needs_a_bin_and_hits_need_pairs():
    with pytest.raises(BadForecast, match="0 bins"):
        calibration([0.5], [1], bins=0)
    with pytest.raises(BadForecast, match="2 against 1"):
        hits(["opinion", "opinion"], ["opinion"])
