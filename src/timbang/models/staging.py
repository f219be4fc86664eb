"""What an index still leaves to gain, domain by domain: a hint for the order of steps, not a goal."""

from __future__ import annotations

from collections.abc import Mapping

SPBE_WEIGHTS = {"kebijakan": 0.13, "tata_kelola": 0.25, "manajemen": 0.165, "layanan": 0.455}
"""Weights of the four domains since 2021 (PermenPANRB 59/2020); they give back the index as printed."""

MOST = 5.0
"""The highest score of a domain."""


def index(scores: Mapping[str, float]) -> float:
    """Return the SPBE index, from 1 to 5, that domain scores give.

    Source
    ------
    panrb_spbe2024.
    """
    return sum(weight * scores[domain] for domain, weight in SPBE_WEIGHTS.items())


def left_to_gain(scores: Mapping[str, float]) -> dict[str, float]:
    """Return by how many points of the index each domain would lift it if it got full marks; most first.

    Source
    ------
    panrb_spbe2024; own arithmetic: weight times what is missing to 5.
    """
    room = {domain: weight * (MOST - scores[domain]) for domain, weight in SPBE_WEIGHTS.items()}
    return dict(sorted(room.items(), key=lambda item: -item[1]))
