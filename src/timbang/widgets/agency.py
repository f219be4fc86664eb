"""Find your agency: its SPBE scores of 2024 among its peers, and what one more point would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import data, language
from timbang.errors import UnknownExercise
from timbang.models import spbe
from timbang.widgets.base import Exercise, fingerprint

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

PART = "agency"
"""The one part of the exercise."""
YEARS = {"07-find-your-agency": 2024}
"""The evaluation that each exercise of this kind shows, by its id."""
KINDS = ("Kementerian", "LPNK", "LNS dan lainnya", "Provinsi", "Kabupaten", "Kota")
"""Kinds of agency as the table `spbe_agencies` writes them."""
UNIT = 100
"""Scores cross to the browser as whole hundredths: small, and free of rounding."""
KIND_WORDS = ("kementerian", "kabupaten", "kota", "provinsi")
"""Words of names that tell no more than the kind."""
SHORT = {
    "pemerintah": "",
    "pemda": "",
    "ri": "",
    "pemkab": "kabupaten",
    "pemkot": "kota",
    "pemprov": "provinsi",
    "kab": "kabupaten",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "kementrian": "kementerian",
    "kemen": "kementerian",
    "kumham": "hukum hak asasi manusia",
    "setjen": "sekretariat jenderal",
    "sekjen": "sekretariat jenderal",
    "kep": "kepulauan",
    "di": "daerah istimewa",
    "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur",
    "sumatra": "sumatera",
    "jabar": "jawa barat",
    "jateng": "jawa tengah",
    "jatim": "jawa timur",
    "lkpp": "lembaga kebijakan pengadaan",
    "basarnas": "pencarian pertolongan",
    "polri": "kepolisian",
    "tvri": "televisi republik indonesia",
    "rri": "radio republik indonesia",
}
"""Short forms and other spellings in names of agencies, as typed, with what they stand for."""


def agency(name: str) -> Agency:
    """Return the search among the agencies of an SPBE evaluation, in the language in use.

    Parameters
    ----------
    name
        One of `YEARS`.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.

    Source
    ------
    Table ``spbe_agencies``: KemenPANRB, evaluation report of 2024.
    """
    if name not in YEARS:
        known = ", ".join(data.nearest_first(name, YEARS))
        raise UnknownExercise(
            text("there is no agency exercise {name!r}; choose one of: {known}", name=name, known=known)
        )
    table = data.table("spbe_agencies")
    table = table[table["year"] == YEARS[name]]
    provinces = list(dict.fromkeys(table["province"].dropna()))
    return Agency(
        name=name,
        title=_title(len(table)),
        prompt=text(
            "Type a name, or part of it: {count} agencies of the evaluation of {year} are here. Small slips "
            "and short forms are fine. Then tick where you would raise a domain by one point.",
            count=len(table),
            year=YEARS[name],
        ),
        year=YEARS[name],
        names="|".join(table["agency"]),
        rows="|".join(_row(row, provinces) for row in table.to_dict("records")),
        provinces="|".join(provinces),
        short=SHORT,
        kind_words=list(KIND_WORDS),
        weights=list(spbe.WEIGHTS.values()),
        bounds=[round(bound * UNIT) for bound in spbe.LABELS.values()],
        fingerprints={PART: fingerprint(sorted(table["agency"]), YEARS[name])},
    )


def titles() -> dict[str, str]:
    """Return the title of each exercise on agencies, by its id, in the language in use."""
    years = data.table("spbe_agencies")["year"]
    return {name: _title(int((years == year).sum())) for name, year in YEARS.items()}


def _title(count: int) -> str:
    return text("Find your agency among {count}", count=count)


class Agency(Exercise):
    """The agency that a learner chose and the domains that they would raise; kept and not marked.

    `answer` is `{"agency": {"agency": "Pemerintah Kab. Bone", "raised": ["management"]}}`.
    """

    kind = traitlets.Unicode("agency").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    year = traitlets.Int().tag(sync=True)
    names = traitlets.Unicode().tag(sync=True)
    """Names as printed, `|` between them."""
    rows = traitlets.Unicode().tag(sync=True)
    """For each name: kind, province, four domains, index and label, numbers with blanks between and `|`
    after; scores in hundredths, `-` where the report's figure is lost; kind, province and label by place."""
    provinces = traitlets.Unicode().tag(sync=True)
    """Names of provinces, `|` between them."""
    short = traitlets.Dict().tag(sync=True)
    """Short forms in names, with what they stand for."""
    kind_words: traitlets.List[str] = traitlets.List().tag(sync=True)
    """Words of names that tell no more than the kind."""
    weights: traitlets.List[float] = traitlets.List().tag(sync=True)
    """Shares of the domains in the index."""
    bounds: traitlets.List[int] = traitlets.List().tag(sync=True)
    """Lower bounds of the labels in hundredths, the highest first."""

    @staticmethod
    def own_texts() -> dict[str, Any]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("Exercise"),
            "find": text("Name of the agency"),
            "found": text("Agencies found: {count}. Arrow keys choose, Enter takes."),
            "found-first": text("Agencies found: {count}, the nearest {shown} listed. Go on typing."),
            "none": text("No agency has such a name. Try another part of it, such as Bandung."),
            "list": text("Agencies found"),
            "nothing": text("No agency chosen yet."),
            "chosen": text("{agency}: index {index}, label {label}."),
            "kinds": [
                text("ministry"),
                text("non-ministerial agency"),
                text("other state body"),
                text("province"),
                text("regency"),
                text("city"),
            ],
            "peers": [
                text("ministries"),
                text("non-ministerial agencies"),
                text("other state bodies"),
                text("provinces"),
                text("regencies"),
                text("cities"),
            ],
            "labels": [
                text("very satisfactory (Memuaskan)"),
                text("very good (Sangat Baik)"),
                text("good (Baik)"),
                text("fair (Cukup)"),
                text("poor (Kurang)"),
            ],
            "bands": ["Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang"],
            "domains": [
                text("Policy (domain 1)"),
                text("Governance (domain 2)"),
                text("Management (domain 3)"),
                text("Services (domain 4)"),
            ],
            "index": text("SPBE index {year}"),
            "label": text("label as printed: {label}"),
            "threshold": text(
                "The printed index lies on a threshold. The report gives {printed}; the figure before "
                "rounding may have been lower."
            ),
            "standing": text(
                "Higher than {below} of the {peers} other {kind}, lower than {above}. Middle of the others: "
                "{median}."
            ),
            "lost": text(
                "The report's figure was lost when its text was converted, and is left empty here. From the "
                "index and the other three domains it would be about {implied}."
            ),
            "unknown": text("not known"),
            "weight": text("weight {weight}%"),
            "raise": text("one more point: index {gain}"),
            "top": text("up to 5: index {gain}"),
            "full": text("already at 5"),
            "with": text("With the points that you ticked"),
            "without": text("Tick a domain to see what one more point would do."),
            "outcome": text("index about {index}, label {label}"),
            "change": text("Index about {index} instead of {before}, label {label}."),
            "key": text(
                "Steps: how many {kind} have such a score. Arrow: the agency. Solid line: the middle of the "
                "others. Broken lines: where a label begins (1.8, 2.6, 3.5, 4.2, inferred from the labels "
                "printed in 2023 and 2024). Labels belong to the index; in the domains the lines only help "
                "the eye."
            ),
            "column-measure": text("measure"),
            "column-score": text("score"),
            "column-median": text("middle of the others"),
            "column-below": text("others with less"),
            "column-peers": text("others"),
            "column-raised": text("one more point"),
            "yes": text("yes"),
            "no": text("no"),
            "after": text("index with the points ticked"),
        }

    def points(self, part: str) -> float:
        """Return 0: a choice of agency is not marked."""
        return 0.0

    def most(self) -> int:
        """Return 0: a choice of agency is not marked."""
        return 0

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the choice, or None if it can be shown."""
        if not isinstance(answer, dict) or set(answer) != {"agency", "raised"}:
            return text("give these and nothing else: {names}", names="agency, raised")
        names = self.names.split("|")
        if answer["agency"] not in names:
            known = ", ".join(data.nearest_first(answer["agency"], names)[:3])
            return text("no agency {name!r}; nearest: {known}", name=answer["agency"], known=known)
        gaining = answer["raised"]
        if not isinstance(gaining, list) or len(set(map(str, gaining))) != len(gaining):
            return text("raised is a list of domains, each once: {names}", names=", ".join(spbe.WEIGHTS))
        for domain in gaining:
            if domain not in spbe.WEIGHTS:
                return text("no domain {name!r}; choose from: {known}", name=domain,
                            known=", ".join(spbe.WEIGHTS))  # fmt: skip
        return None

    def results(self) -> pd.DataFrame:
        """Return the chosen agency beside its peers, one row a domain and one for the index.

        Columns: `measure`, `score` (NaN where it is lost), `median` of the peers, `below`, `peers`, `raised`
        (whether the learner would raise it) and `after` (the score then). Empty before a choice.
        """
        import pandas as pd

        columns = ["measure", "score", "median", "below", "peers", "raised", "after"]
        if PART not in self.answer:
            return pd.DataFrame(columns=columns)
        chosen, gaining = self.answer[PART]["agency"], self.answer[PART]["raised"]
        table = data.table("spbe_agencies")
        table = table[table["year"] == self.year].set_index("agency")
        own = table.loc[chosen]
        peers = table[(table["type"] == own["type"]) & (table.index != chosen)]
        rows: list[tuple[Any, ...]] = []
        for domain, column in spbe.COLUMNS.items():
            score = float(own[column])
            stands = spbe.standing(score, list(peers[column].dropna()))
            below = stands.below if score == score else None
            after = min(float(spbe.HIGHEST), score + (domain in gaining)) if score == score else score
            rows.append((domain, score, stands.median, below, stands.peers, domain in gaining, after))
        domains = {
            domain: None if pd.isna(own[column]) else float(own[column])
            for domain, column in spbe.COLUMNS.items()
        }
        stands = spbe.standing(own["spbe_index"], list(peers["spbe_index"]))
        after = spbe.raised(own["spbe_index"], domains, gaining)
        rows.append(
            ("index", own["spbe_index"], stands.median, stands.below, stands.peers, bool(gaining), after)
        )
        return pd.DataFrame(rows, columns=columns)


def _row(row: dict[Any, Any], provinces: list[str]) -> str:
    scores = [row[column] for column in (*spbe.COLUMNS.values(), "spbe_index")]
    hundredths = ["-" if score != score else str(round(score * UNIT)) for score in scores]
    label = list(spbe.LABELS).index(row["predicate_printed"])
    province = provinces.index(row["province"]) if row["province"] in provinces else "-"
    return " ".join(map(str, (KINDS.index(row["type"]), province, *hundredths, label)))
