"""The stored form of a notebook holds nothing that differs from run to run."""

import json

import pytest

from timbang.errors import BadNotebook
from timbang.notebooks import execution, files, normalise
from timbang.notebooks.normal_form import STATES, VIEW


def view(model: str, **more):
    data = {VIEW: {"model_id": model, "version_major": 2, "version_minor": 1}, "text/plain": "Q()"}
    return {"output_type": "display_data", "metadata": {}, "data": data, **more}


def code(name, outputs=(), count=1, source="x", **metadata):
    return {
        "cell_type": "code",
        "id": name,
        "source": source,
        "metadata": metadata,
        "outputs": list(outputs),
        "execution_count": count,
    }


def model(**state):
    return {
        "model_name": "AnyModel",
        "model_module": "anywidget",
        "model_module_version": "1",
        "state": state,
    }


def notebook(*cells, states=None, **metadata):
    if states:
        metadata["widgets"] = {STATES: {"state": states, "version_major": 2, "version_minor": 0}}
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def stream(name, text):
    return {"output_type": "stream", "name": name, "text": text}


def text_output(text):
    return {"output_type": "display_data", "metadata": {}, "data": {"text/plain": text}}


def states_of(normal):
    return normal["metadata"]["widgets"][STATES]["state"]


def test_widget_models_are_numbered_in_the_order_in_which_they_are_seen():
    first, second, layout = "f" * 32, "a" * 32, "c" * 32
    states = {
        second: model(value=2, layout=f"IPY_MODEL_{layout}"),
        layout: model(width=None),
        first: model(value=1),
    }
    normal = normalise(notebook(code("one", [view(first)]), code("two", [view(second)]), states=states))
    numbers = [f"{number:032x}" for number in range(3)]
    assert [cell["outputs"][0]["data"][VIEW]["model_id"] for cell in normal["cells"]] == numbers[:2]
    assert states_of(normal)[numbers[0]]["state"] == {"value": 1}
    assert states_of(normal)[numbers[1]]["state"] == {"value": 2, "layout": f"IPY_MODEL_{numbers[2]}"}
    assert list(states_of(normal)) == numbers


def test_numbers_do_not_depend_on_the_random_ids_of_a_run():
    def run(outer, inner, other):
        states = {
            inner: model(value=1),
            other: model(value=2),
            outer: model(children=[f"IPY_MODEL_{other}", f"IPY_MODEL_{inner}"]),
        }
        return files.serialised(normalise(notebook(code("box", [view(outer)]), states=states)))

    assert run("a" * 32, "b" * 32, "c" * 32) == run("c" * 32, "a" * 32, "b" * 32)


def test_models_that_no_view_reaches_are_dropped():
    seen, unseen = "1" * 32, "2" * 32
    normal = normalise(notebook(code("one", [view(seen)]), states={seen: model(), unseen: model()}))
    assert len(states_of(normal)) == 1
    assert "widgets" not in normalise(notebook(code("none"), states={unseen: model()}))["metadata"]


def test_a_notebook_in_normal_form_stays_as_it_is():
    one, two = (
        f"{1:032x}",
        f"{0:032x}",
    )  # numbered the wrong way round, so renaming one by one would mix them up
    states = {one: model(next=f"IPY_MODEL_{two}"), two: model(value="last")}
    normal = normalise(notebook(code("one", [view(one)]), states=states))
    assert states_of(normal)[f"{1:032x}"]["state"] == {"value": "last"}
    assert normalise(normal) == normal


def test_the_courses_own_widgets_keep_a_stub_for_their_code_and_others_keep_theirs():
    from timbang.widgets import assets

    ours, theirs = "a" * 32, "b" * 32
    states = {
        ours: model(_anywidget_id="timbang.widgets.quiz.Quiz", _esm="export default {}", _css=".q {}"),
        theirs: model(_anywidget_id="elsewhere.Map", _esm="export default {}", _css=".m {}"),
    }
    normal = states_of(normalise(notebook(code("one", [view(ours), view(theirs)]), states=states)))
    mine, other = normal[f"{0:032x}"]["state"], normal[f"{1:032x}"]["state"]
    assert (mine["_esm"], mine["_css"]) == (assets.stub("quiz"), "")
    assert (other["_esm"], other["_css"]) == ("export default {}", ".m {}")


def test_times_and_versions_of_a_run_are_not_kept():
    cell = code("one", tags=["hide-input"], execution={"iopub.execute_input": "12:00"}, scrolled=True)
    normal = normalise(
        notebook(
            cell,
            title="T",
            timbang={"objectives": ["order"]},
            language_info={"name": "python", "version": "3.11.7"},
            kernelspec={"display_name": "mine", "language": "python", "name": "mine"},
            toc={"x": 1},
        )
    )
    assert normal["cells"][0]["metadata"] == {"tags": ["hide-input"]}
    assert normal["metadata"]["language_info"] == {"name": "python"}
    assert normal["metadata"]["kernelspec"]["name"] == "python3"
    assert set(normal["metadata"]) == {"kernelspec", "language_info", "title", "timbang"}


def test_executions_are_counted_from_one_and_a_cell_that_never_ran_stays_without_a_count():
    result = {
        "output_type": "execute_result",
        "metadata": {},
        "data": {"text/plain": "1"},
        "execution_count": 9,
    }
    normal = normalise(notebook(code("a", count=7), code("b", count=None), code("c", [result], count=9)))
    assert [cell["execution_count"] for cell in normal["cells"]] == [1, None, 2]
    assert normal["cells"][2]["outputs"][0]["execution_count"] == 2


def test_a_stream_is_one_however_the_kernel_cut_it():
    whole = notebook(code("a", [stream("stdout", "1\n2\n")]))
    cut = notebook(code("a", [stream("stdout", "1\n"), stream("stdout", "2\n")]))
    assert normalise(cut) == normalise(whole)


@pytest.mark.parametrize("text", ["<object at 0x7f0ec5fa7240>", "Figure(0x55d1c0ffee)"])
def test_an_output_with_a_memory_address_is_refused_with_its_cell(text):
    with pytest.raises(BadNotebook, match=r"cell shown: .*0x"):
        normalise(notebook(code("shown", [text_output(text)])))


def test_a_warning_is_refused_but_not_what_the_debugger_says_of_itself():
    noise = (
        "Debugger warning: It seems that frozen modules are being used\nPYDEVD_DISABLE_FILE_VALIDATION=1\n"
    )
    assert normalise(notebook(code("a", [stream("stderr", noise)])))["cells"][0]["outputs"] == []
    with pytest.raises(BadNotebook, match=r"cell loud: .*FutureWarning"):
        normalise(notebook(code("loud", [stream("stderr", f"{noise}FutureWarning: use y\n")])))


def test_what_is_given_is_not_changed():
    given = notebook(code("a", [view("f" * 32)], count=5), states={"f" * 32: model()})
    before = json.dumps(given)
    normalise(given)
    assert json.dumps(given) == before


def test_two_runs_give_the_same_bytes(make):
    path = make(
        {
            "text": "md:# Bahasa “Indonesia”",
            "widgets": "import ipywidgets\nipywidgets.VBox([ipywidgets.IntSlider(), ipywidgets.Text('a')])",
            "table": "import pandas\nprint(1)\npandas.DataFrame({'a': [1.5]})",
        }
    )
    assert execution.execute([path]) == [path]
    first = path.read_bytes()
    assert execution.execute([path]) == []
    assert path.read_bytes() == first
    assert first.endswith(b"}\n")
    assert "“Indonesia”".encode() in first
