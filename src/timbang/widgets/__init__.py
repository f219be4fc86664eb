"""Exercises and tools that a learner works with, each an anywidget.

They run the same on a static page without a kernel, in JupyterLab and in a browser's own Python; what
the learner answered is read from traits: `quiz.answer`, `quiz.score`, `quiz.results()`.
"""

from timbang.widgets.agency import agency
from timbang.widgets.assessment import assessment
from timbang.widgets.balance import balance
from timbang.widgets.egdi_whatif import egdi_whatif
from timbang.widgets.events import events
from timbang.widgets.gap import gap
from timbang.widgets.matching import matching
from timbang.widgets.my_work import my_work
from timbang.widgets.ordering import ordering
from timbang.widgets.quiz import quiz
from timbang.widgets.record import record
from timbang.widgets.register import register
from timbang.widgets.restore import restore
from timbang.widgets.roadmap import roadmap
from timbang.widgets.scales import scales
from timbang.widgets.sentence import sentence

__all__ = [
    "agency",
    "assessment",
    "balance",
    "egdi_whatif",
    "events",
    "gap",
    "matching",
    "my_work",
    "ordering",
    "quiz",
    "record",
    "register",
    "restore",
    "roadmap",
    "scales",
    "sentence",
]
