"""The plan of a learner: gap, register and roadmap as one file, a workbook, a document.

plan = plans.read("my-plan.json")
plans.workbook(plan, "my-plan.xlsx")
plans.document(plan, "my-plan.docx")
"""

from timbang.plans.document import document
from timbang.plans.examples import example, worked, worked_plans
from timbang.plans.files import assemble, checked, read, write
from timbang.plans.overview import Overview
from timbang.plans.tables import actions_csv, workbook

__all__ = [
    "Overview",
    "actions_csv",
    "assemble",
    "checked",
    "document",
    "example",
    "read",
    "workbook",
    "worked",
    "worked_plans",
    "write",
]
