"""A chart that a learner draws with Altair is shown without the network, the same each time."""

import altair as alt
import pandas as pd

from timbang import charts
from timbang.charts.figure import MIME


def test_a_learners_chart_is_drawn_by_the_notebook_itself():
    before = alt.renderers.active
    try:
        charts.enable_altair()
        chart = alt.Chart(pd.DataFrame({"x": [1]}), title="One point").mark_point().encode(x="x:Q")
        first, second = chart._repr_mimebundle_(), chart._repr_mimebundle_()
        bundle = first[0] if isinstance(first, tuple) else first
        assert set(bundle) == {MIME, "text/plain"}
        assert bundle["text/plain"] == "One point"
        assert first == second
    finally:
        alt.renderers.enable(before)
