"""The exercises of the course: read from YAML, checked, and named by their ids.

Each kind has a folder in `exercises/` and a module here that tells the form of its files. Both languages
stand side by side. Ids are unique over all files of a folder. Texts are plain text.
"""

from timbang.exercises.evidence import FACTORS, SIDES, balance, balances, matching, matchings
from timbang.exercises.orderings import ordering, orderings
from timbang.exercises.parts import Exercise, Words
from timbang.exercises.questions import SelfCheck, quiz, quizzes
from timbang.exercises.restorations import STRENGTHS, restoration, restorations
from timbang.exercises.scales import all_scales, scales
from timbang.exercises.sentences import sentence, sentences
from timbang.exercises.transfers import gap_exercise, gap_exercises, register_exercise, register_exercises

__all__ = [
    "FACTORS",
    "SIDES",
    "STRENGTHS",
    "Exercise",
    "SelfCheck",
    "Words",
    "all_scales",
    "balance",
    "balances",
    "gap_exercise",
    "gap_exercises",
    "matching",
    "matchings",
    "ordering",
    "orderings",
    "quiz",
    "quizzes",
    "register_exercise",
    "register_exercises",
    "restoration",
    "restorations",
    "scales",
    "sentence",
    "sentences",
]
