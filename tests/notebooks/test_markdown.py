"""What stands in a Markdown cell is told apart from what a reader reads."""

from timbang.notebooks import markdown

CELL = """(a-target)=
## Heading 12

:::{admonition} Title 3
:class: weighing
Inside **5** {cite:p}`k1,k2` and `code 7`, then {cite:t}`k3`. See [link 4](http://x.org/1).
:::

```python
x = 99  # {cite:p}`never`
```

````{note} Note
Four: 4
```
11
```
````

1. first ![A map of Korea](map-9.png)
2. second {ref}`words <the-crisis>`[^f]
   goes on

[^f]: <https://y.org/2> <span title="8">six</span>
"""


def test_roles_and_citations_are_those_outside_of_code():
    assert [name for name, _ in markdown.roles(CELL)] == ["cite:p", "cite:t", "ref"]
    assert markdown.citations(CELL) == ["k1", "k2", "k3"]


def test_a_code_between_two_roles_stays_code():
    assert markdown.citations("{cite:p}`a` and `{cite:p}` and {cite:p}`b`") == ["a", "b"]


def test_directives_links_images_targets_and_footnotes_are_found():
    assert markdown.directives(CELL) == [("admonition", "Title 3"), ("note", "Note")]
    assert markdown.links(CELL) == ["http://x.org/1", "https://y.org/2"]
    assert markdown.images(CELL) == [markdown.Image("map-9.png", "A map of Korea")]
    assert markdown.targets(CELL) == ["a-target"]
    assert markdown.footnotes(CELL) == ["f", "f"]
    assert markdown.heading_levels(CELL) == [2]


def test_images_are_found_in_directives_and_html_too():
    cell = (
        ':::{figure} a.png\n:alt: A bridge\nCaption\n:::\n\n<img src="b.png" alt="A gate"> <img src="c.png">'
    )
    assert [(image.target, image.alternative) for image in markdown.images(cell)] == [
        ("a.png", "A bridge"),
        ("b.png", "A gate"),
        ("c.png", ""),
    ]


def test_prose_is_what_a_reader_reads():
    words = markdown.prose(CELL).split()
    assert {"**5**", "4", "link", "first", "second", "six"} <= set(words)
    assert not {"12", "3", "7", "99", "11", "1.", "2.", "map-9.png", "k1", "8"} & set(words)
    assert "12" in markdown.prose(CELL, headings=True)
    assert "3" in markdown.prose(CELL, headings=True)


def test_blocks_are_paragraphs_and_items():
    blocks = list(markdown.blocks(CELL))
    assert blocks[0].startswith("Inside **5**")
    assert [block for block in blocks if block.startswith(("1.", "2."))] == [
        "1. first ![A map of Korea](map-9.png)",
        "2. second {ref}`words <the-crisis>`[^f]\n   goes on",
    ]
    assert not any("Heading" in block or "x = 99" in block for block in blocks)


def test_admonitions_are_told_by_their_class():
    source = (
        ":::{admonition} Weighing claim A1\n:class: weighing\n\nText.\n:::\n\n"
        ":::{admonition} Else\n:class: note\n:::\n\n"
        "````\n:::{admonition} Shown as code\n:class: weighing\n:::\n````\n\n"
        ":::{note} A note\n:class: weighing\n:::"
    )
    assert markdown.admonitions(source, "weighing") == ["Weighing claim A1"]
