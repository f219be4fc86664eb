"""The weights of the SPBE index give back what was printed."""

from __future__ import annotations

import pytest

from timbang import data
from timbang.models import staging


def test_the_weights_give_back_the_printed_index_of_nearly_every_agency():
    table = data.table("spbe_agencies").dropna(subset=["d1_kebijakan"])
    columns = ["d1_kebijakan", "d2_tata_kelola", "d3_manajemen", "d4_layanan"]
    computed = (table[columns] * list(staging.SPBE_WEIGHTS.values())).sum(axis=1)
    assert len(table) == 1233
    assert ((computed - table["spbe_index"]).abs() <= 0.02).all()


def test_what_is_left_is_what_is_missing_to_five():
    scores = {"kebijakan": 3.36, "tata_kelola": 2.62, "manajemen": 1.86, "layanan": 3.78}
    room = staging.left_to_gain(scores)
    assert list(room) == ["tata_kelola", "layanan", "manajemen", "kebijakan"]
    assert room["manajemen"] == pytest.approx(0.165 * 3.14)
    assert sum(room.values()) == pytest.approx(5 - staging.index(scores))
    assert staging.index(scores) == pytest.approx(3.12, abs=0.005)
