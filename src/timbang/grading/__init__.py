"""Graded assignments: released clean, taken in whatever form they come, repaired, ready for nbgrader.

Format, gradebook, manual grading, feedback and exchange are nbgrader's; here is only what it lacks.
"""
