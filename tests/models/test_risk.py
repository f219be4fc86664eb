from __future__ import annotations

import math

import numpy as np
import pytest

from timbang.errors import BadRisk
from timbang.models import risk
from timbang.models.risk import Risk

SURE = (1.0, 1.0, 1.0)
THREE = [
    Risk("law", (0.1, 0.2, 0.5), (0.1, 0.2, 0.6)),
    Risk("team", (0.4, 0.5, 0.7), (0.05, 0.1, 0.2)),
    Risk("partner", (0.0, 0.1, 0.2), (0.3, 0.5, 0.9)),
]


def test_certain_losses_join_as_shares_of_what_is_left():
    found = risk.simulate([Risk("a", SURE, (0.5,) * 3), Risk("b", SURE, (0.2,) * 3)], draws=50)
    assert set(found.totals) == {0.6}
    assert found.mean == pytest.approx(0.6)
    assert found.quantiles == pytest.approx(dict.fromkeys(risk.QUANTILES, 0.6))
    assert sum(found.histogram) == 50 and found.histogram[12] == 50
    assert found.among_largest == [1, 1] and found.correlations == [0, 0]


def test_what_cannot_happen_costs_nothing():
    found = risk.simulate([Risk("never", (0, 0, 0), SURE)], draws=100)
    assert found.mean == 0 and found.histogram[0] == 100
    assert found.among_largest == [0] and found.correlations == [0]


def test_a_total_loss_stands_in_the_last_bin():
    assert risk.simulate([Risk("all", SURE, SURE)], draws=10).histogram[-1] == 10


def test_the_mean_comes_out_as_it_can_be_reckoned_exactly():
    found = risk.simulate(THREE, draws=200_000)
    noise = found.totals.std() / math.sqrt(200_000)
    assert abs(found.mean - risk.expected_total(THREE)) < 4 * noise


def test_the_inverse_of_the_triangle_gives_back_its_distribution():
    low, mode, high = 0.1, 0.2, 0.6
    values = risk.inverse_triangular(np.linspace(0, 1, 101), low, mode, high)
    assert (values[0], values[-1]) == (low, high) and (np.diff(values) > 0).all()
    below = np.where(
        values < mode,
        (values - low) ** 2 / ((high - low) * (mode - low)),
        1 - (high - values) ** 2 / ((high - low) * (high - mode)),
    )
    assert below == pytest.approx(np.linspace(0, 1, 101), abs=1e-12)
    for at_an_end in (low, high):
        assert np.isfinite(risk.inverse_triangular(np.linspace(0, 1, 11), low, at_an_end, high)).all()


def test_the_same_seed_gives_the_same_and_another_something_else():
    one, again, other = (risk.simulate(THREE, seed=seed) for seed in (7, 7, 8))
    assert (one.totals == again.totals).all() and one.correlations == again.correlations
    assert one.mean != other.mean and one.mean == pytest.approx(other.mean, abs=0.01)


def test_only_the_mean_of_the_likelihood_matters_and_the_span_of_the_impact_does():
    """A risk that occurs or not has no other spread than that of its mean probability."""
    narrow = risk.simulate([Risk("a", (0.3, 0.3, 0.3), (0.2, 0.3, 0.4))], draws=100_000)
    wide = risk.simulate([Risk("a", (0.0, 0.3, 0.6), (0.2, 0.3, 0.4))], draws=100_000)
    assert narrow.totals.std() == pytest.approx(wide.totals.std(), rel=0.01)
    assert narrow.mean == pytest.approx(wide.mean, rel=0.02)


def test_three_risks_at_most_are_the_largest_of_a_draw_and_none_without_loss():
    five = [Risk(str(place), SURE, (share,) * 3) for place, share in enumerate((0.1, 0.4, 0.4, 0.2, 0.2))]
    assert risk.simulate(five, draws=20).among_largest == [0, 1, 1, 1, 0]
    few = risk.simulate([Risk("rare", (0.1, 0.1, 0.1), (0.5,) * 3), *five[:2]], draws=5_000)
    assert few.among_largest[0] == pytest.approx(0.1, abs=0.02)


def test_the_rank_correlation_is_that_of_ranks_with_ties_shared():
    found = risk.simulate(THREE)
    assert all(0 < value < 1 for value in found.correlations)
    alone = risk.simulate(THREE[:1])
    assert alone.correlations == [pytest.approx(1)]


def test_the_uniforms_are_those_of_mt19937_seeded_by_one_number():
    """The first output of init_genrand(5489) is 3499211612 (Matsumoto and Nishimura); a double takes two."""
    state = np.random.RandomState(5489)
    first = (3499211612 >> 5) * 2**26
    assert int(state.random_sample() * 2**53) >> 26 == first >> 26


@pytest.mark.parametrize(
    ("risks", "said"),
    [
        ([], "the register holds no risks; add at least one"),
        ([Risk("a", (0.5, 0.2, 0.9), SURE)], "risk 'a', likelihood: 0.5, 0.2, 0.9 do not rise"),
        ([Risk("a", (0.1, 0.9, 0.8), SURE)], "risk 'a', likelihood: .* do not rise"),
        ([Risk("a", SURE, (0.1, 0.2, 1.1))], "risk 'a', impact: 1.1 is outside 0 to 1"),
        ([Risk("a", SURE, (-0.1, 0.2, 1))], "risk 'a', impact: -0.1 is outside 0 to 1"),
        ([Risk("a", SURE, (0.1, math.nan, 1))], "risk 'a', impact: nan is no number"),
        ([Risk("a", SURE, (0.1, math.inf, 1))], "risk 'a', impact: inf is outside 0 to 1"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_line(risks, said):
    for count in (risk.simulate, risk.expected_total):
        with pytest.raises(BadRisk, match=said) as caught:
            count(risks)
        assert "\n" not in str(caught.value)


def test_no_draws_are_refused():
    with pytest.raises(BadRisk, match="draws: 0 is too few"):
        risk.simulate(THREE, draws=0)


ENTRY = {
    "name": "No law in time",
    "thread": "law",
    "kind": "incomplete",
    "likelihood": [0.1, 0.2, 0.3],
    "impact": [0.1, 0.2, 0.3],
}


def test_the_register_of_a_plan_is_read():
    assert risk.read_register({"risks": [ENTRY]}) == [
        Risk("No law in time", (0.1, 0.2, 0.3), (0.1, 0.2, 0.3))
    ]
    assert risk.read_register({"risks": []}) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "name is missing"),
        ({"thread": "laws"}, "risk 'No law in time', thread: write one of law, blueprint, team, partners"),
        ({"kind": None}, "kind: write one of uninformed"),
        ({"likelihood": [0.1, 0.2]}, "likelihood: give three numbers"),
        ({"impact": [0.1, "0.2", 0.3]}, "impact: '0.2' is no number"),
        ({"impact": [0.1, True, 1]}, "impact: True is no number"),
        ({"impact": [0.3, 0.2, 0.1]}, "impact: 0.3, 0.2, 0.1 do not rise"),
    ],
)
def test_a_fault_in_the_register_is_told_with_risk_and_field(change, said):
    with pytest.raises(BadRisk, match=said):
        risk.read_register({"risks": [ENTRY | change]})


def test_a_register_without_its_list_is_refused():
    for register in ({}, {"risks": None}, {"risks": ["a"]}):
        with pytest.raises(BadRisk):
            risk.read_register(register)


def test_a_value_on_a_bound_stands_in_the_lower_band():
    assert risk.cell(Risk("a", (0, 0.1, 1), (0, 0.2, 1))) == (0, 2)
    assert risk.cell(Risk("a", (0, 0.71, 1), (0, 0.41, 1))) == (4, 4)
