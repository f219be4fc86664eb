"""Scales: the claims of the article, weighed by the learner and by the sources."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import traitlets

from timbang import data, exercises, language
from timbang.models import claims as model
from timbang.widgets.base import Exercise, fingerprint, source_links

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

LEVELS = (20, 40, 60, 80, 100)
"""How sure a learner may be, in percent; the lowest is a guess among the five verdicts."""


def scales(name: str) -> Scales:
    """Return the exercise of weighing claims with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file of scales has a fault.
    """
    exercise = exercises.scales(name)
    rows: list[dict[Hashable, Any]] = data.table("claims").to_dict("records")
    keys = sorted({key for row in rows for key in row["source_keys"].split(";")})
    speakers = list(dict.fromkeys(row[f"who_{language.current()}"] for row in rows))
    paragraphs = list(dict.fromkeys(row["paragraph"].split()[0] for row in rows))
    return Scales(
        name=exercise.id,
        title=str(exercise.title),
        prompt=str(exercise.prompt),
        first=list(exercise.first),
        speakers=speakers,
        paragraphs=paragraphs,
        claims=[_claim(row, exercise.reasons, speakers, keys) for row in rows],
        sources=source_links(tuple(keys)),
        fingerprints={row["id"]: fingerprint(row["statement_en"], row["verdict"]) for row in rows},
    )


class Scales(Exercise):
    """Claims to weigh; each is one part of the exercise and earns a point for the sources' verdict.

    An answer is `{"verdict": one of the five, "confidence": 20, 40, 60, 80 or 100}`, the confidence in
    percent that the own verdict is the sources'.
    """

    kind = traitlets.Unicode("scales").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    first: traitlets.List[str] = traitlets.List().tag(sync=True)
    """Ids of the claims that the exercise asks for, in the order in which they are shown."""
    speakers: traitlets.List[str] = traitlets.List().tag(sync=True)
    paragraphs: traitlets.List[str] = traitlets.List().tag(sync=True)
    levels = traitlets.List(list(LEVELS)).tag(sync=True)
    verdicts = traitlets.List(list(model.VERDICTS)).tag(sync=True)
    claims: traitlets.List[list[Any]] = traitlets.List().tag(sync=True)
    """Id, number of the paragraph and of the speaker, statement, kind, the sources' verdict, what they add to
    it, reason, numbers of sources."""
    sources: traitlets.List[list[str | None]] = traitlets.List().tag(sync=True)
    """Label and address of each source."""

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return _words() | _verdicts() | _meanings() | _kinds()

    def points(self, part: str) -> float:
        """Return 1 where the learner's verdict is the sources', else 0."""
        return float(self.answer[part]["verdict"] == self._sources_say()[part])

    def most(self) -> int:
        """Return the number of claims."""
        return len(self.claims)

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be marked."""
        if not (isinstance(answer, dict) and set(answer) == {"verdict", "confidence"}):
            return text("give {form}", form='{"verdict": "supported", "confidence": 60}')
        if answer["verdict"] not in model.VERDICTS:
            return text("the verdict is one of: {verdicts}", verdicts=", ".join(model.VERDICTS))
        if type(answer["confidence"]) is not int or answer["confidence"] not in LEVELS:
            return text(
                "the confidence is one of: {levels} (percent)",
                levels=", ".join(str(level) for level in LEVELS),
            )
        return None

    def results(self) -> pd.DataFrame:
        """Return one row per claim weighed, in the order of the article.

        Columns: `claim`, `paragraph`, `speaker`, `kind`, `statement`, `verdict`, `confidence` (percent),
        `sources_verdict`, `hit`.
        """
        import pandas as pd

        rows = []
        for claim, paragraph, speaker, statement, kind, verdict, *_ in self.claims:
            if claim in self.answer:
                mine = self.answer[claim]
                rows.append(
                    {
                        "claim": claim,
                        "paragraph": self.paragraphs[paragraph],
                        "speaker": self.speakers[speaker],
                        "kind": kind,
                        "statement": statement,
                        "verdict": mine["verdict"],
                        "confidence": mine["confidence"],
                        "sources_verdict": verdict,
                        "hit": mine["verdict"] == verdict,
                    }
                )
        columns = ["claim", "paragraph", "speaker", "kind", "statement"]
        return pd.DataFrame(rows, columns=[*columns, "verdict", "confidence", "sources_verdict", "hit"])

    def brier_score(self) -> float:
        """Return the learner's Brier score, from 0 (best) to 1.

        Raises
        ------
        BadForecast
            While no claim was weighed.
        """
        return model.brier_score(*self._forecasts())

    def calibration(self) -> pd.DataFrame:
        """Return the learner's calibration curve, one row per confidence that was given.

        Columns: `said` and `share`, from 0 to 1, and `count`.

        Raises
        ------
        BadForecast
            While no claim was weighed.
        """
        import pandas as pd

        return pd.DataFrame([vars(one) for one in model.calibration(*self._forecasts(), bins=len(LEVELS))])

    def _forecasts(self) -> tuple[list[float], list[int]]:
        results = self.results()
        came = model.outcomes(list(results["verdict"]), list(results["sources_verdict"]))
        return [confidence / 100 for confidence in results["confidence"]], came

    def _sources_say(self) -> dict[str, str]:
        return {claim[0]: claim[5] for claim in self.claims}


def _claim(
    row: Mapping[Hashable, Any],
    reasons: Mapping[str, exercises.Words],
    speakers: list[str],
    keys: list[str],
) -> list[Any]:
    code = language.current()
    # "nuanced: depends on the measure" says more than the verdict; "supported (nuanced)" does not.
    added = row[f"check_{code}"].partition(": ")[2]
    reason = str(reasons[row["id"]]) if row["id"] in reasons else _without_keys(row[f"note_{code}"])
    return [
        row["id"],
        int(row["paragraph"].split()[0].removeprefix("P")) - 1,
        speakers.index(row[f"who_{code}"]),
        row[f"statement_{code}"],
        row["kind"],
        row["verdict"],
        added,
        reason,
        [keys.index(key) for key in row["source_keys"].split(";")],
    ]


def _without_keys(note: str) -> str:
    """Return a note without the keys of sources in brackets: they stand below it as links."""
    known = set(data.table("references")["key"])
    return re.sub(r" \((\w+)\)", lambda found: "" if found[1] in known else found[0], note)


def _verdicts() -> dict[str, str]:
    """Return the word for each verdict."""
    return {
        "supported": text("supported"),
        "nuanced": text("nuanced"),
        "contradicted": text("contradicted"),
        "not-attested": text("not attested"),
        "opinion": text("opinion"),
    }


def _meanings() -> dict[str, str]:
    """Return what each verdict means, for a learner who chooses."""
    return {
        "means-supported": text("other sources say the same"),
        "means-nuanced": text("true in part, or only with an addition"),
        "means-contradicted": text("sources say otherwise"),
        "means-not-attested": text("only the article says so"),
        "means-opinion": text("no source could settle it"),
    }


def _kinds() -> dict[str, str]:
    """Return the word for each kind of claim."""
    return {
        "kind-fact": text("fact"),
        "kind-event": text("event"),
        "kind-definition": text("definition"),
        "kind-cause": text("cause"),
        "kind-judgement": text("judgement"),
    }


def _words() -> dict[str, str]:
    return {
        "kicker": text("Exercise"),
        "set": text("Claims"),
        "set-first": text("Exercise ({count})"),
        "set-all": text("All ({count})"),
        "paragraph": text("Paragraph"),
        "any-paragraph": text("All paragraphs"),
        "speaker": text("Speaker"),
        "any-speaker": text("All speakers"),
        "none": text("No claim fits. Widen the filters."),
        "everything": text("Clear the filters"),
        "number": text("Claim {id}, paragraph {paragraph} of the article"),
        "progress": text("{done} of {all} weighed"),
        "verdict": text("What do you say of it?"),
        "confidence": text("How sure are you that the sources say the same?"),
        "levels": text("In percent: 20 is a mere guess among five, 100 is certain."),
        "weigh": text("Weigh"),
        "choose-both": text("Choose a verdict and how sure you are."),
        "hit": text("As the sources say: {verdict}."),
        "miss": text("The sources say: {verdict}."),
        "yours": text("You said: {verdict}, {confidence} percent sure."),
        "kind-line": text("Kind of claim: {kind}."),
        "skip": text("Skip"),
        "same": text("your verdict and that of the sources"),
        "next-open": text("Next claim to weigh"),
        "list": text("The claims of this choice"),
        "open": text("{id}: not weighed"),
        "was-hit": text("{id}: as the sources say"),
        "was-miss": text("{id}: not as the sources say"),
        "all-done": text(
            "All claims of this choice are weighed. Below you see how well you knew what you knew."
        ),
        "first-done": text("The exercise is done. Below you see how well you knew what you knew."),
        "summary": text("{hits} of {count} as the sources say. Brier score: {brier}"),
        "balance": text("Your scales"),
        "too-sure": text(
            "On average you were {said} percent sure, and {share} percent were right: "
            "you were surer than you had reason to be."
        ),
        "too-unsure": text(
            "On average you were {said} percent sure, and {share} percent were right: "
            "you knew more than you trusted yourself to know."
        ),
        "about-right": text(
            "On average you were {said} percent sure, and {share} percent were right: "
            "you knew rather well what you knew."
        ),
        "few": text("With fewer than ten claims, chance has a large part in this."),
        "brier": text(
            "Brier score: for each claim, the distance between how sure you were and what came out, squared, "
            "then averaged. 0 is the best; whoever always says 50 percent gets 0.25, whoever is certain and "
            "always wrong gets 1. Who guesses and says so gets about 0.16, so read it together with the hits."
        ),
        "curve": text("Your calibration curve"),
        "curve-alternative": text(
            "Calibration curve. {points}. On the diagonal, as many are right as was said."
        ),
        "curve-point": text("Said {said} percent: {share} percent right, of {count}"),
        "curve-across": text("how sure you were (percent)"),
        "curve-up": text("right (percent)"),
        "column-said": text("You said"),
        "column-count": text("Claims"),
        "column-hits": text("Right"),
        "column-share": text("Share"),
        "percent": text("{value}%"),
        "row-claim": text("claim"),
        "row-paragraph": text("paragraph"),
        "row-speaker": text("speaker"),
        "row-kind": text("kind"),
        "row-statement": text("statement"),
        "row-verdict": text("your verdict"),
        "row-confidence": text("how sure (percent)"),
        "row-sources": text("verdict of the sources"),
        "row-hit": text("same"),
        "yes": text("yes"),
        "no": text("no"),
    }
