"""Errors for the person at the keyboard: one line that says what is wrong, where, and what to do."""


class TimbangError(Exception):
    """Anything the course refuses; the command line prints it as one line and exits with status 2.

    So does a notebook: it would show the traceback above the line, and most of that is not the learner's.
    """

    def _render_traceback_(self) -> list[str]:
        """Return what is shown in the place of the traceback; IPython asks for it by this name."""
        return [f"{type(self).__name__}: {self}"]


class UnknownLanguage(TimbangError):
    """A language in which the course is not written."""


class UnknownTable(TimbangError):
    """A table that `data/` does not hold; the message lists those it does."""


class UnknownEconomy(TimbangError):
    """An economy that a table does not cover; the message gives the nearest known names."""


class UnknownEdition(TimbangError):
    """A year or edition that a table does not hold."""


class AlteredData(TimbangError):
    """A data file whose SHA-256 differs from `datapackage.json`."""


class BadDescriptor(TimbangError):
    """`datapackage.json` cannot be read or does not describe the tables."""


class BadExercise(TimbangError):
    """An exercise file with a fault; the message names file, place and mend."""


class UnknownExercise(TimbangError):
    """An exercise that no file defines; the message lists the nearest names."""


class BadNotebook(TimbangError):
    """A notebook that is not valid."""


class NotebookFailed(TimbangError):
    """A cell of a notebook raised an error while it ran."""


class BadNumber(TimbangError):
    """An expression for a number in the text that cannot be computed."""


class ForeignFolder(TimbangError):
    """An output folder that the course did not make and so does not overwrite."""


class BuildFailed(TimbangError):
    """The site could not be built without warnings."""


class BrowserMissing(TimbangError):
    """No browser could be found or installed; the message says what an administrator must run."""


class BadAnswer(TimbangError):
    """An answer that an exercise cannot mark; the message names the exercise, the place and the mend."""


class UnknownComponent(TimbangError):
    """A component that the index does not have."""


class ComponentOutOfRange(TimbangError):
    """A component of an index outside its scale."""


class BadForecast(TimbangError):
    """Probabilities and outcomes that cannot be scored; the message says which and what to give."""


class BadRating(TimbangError):
    """Ratings of a design-reality gap, or actions that close it, that cannot be counted; with the place."""


class BadRisk(TimbangError):
    """A risk register that cannot be counted; the message names the risk, the field and the mend."""


class DependencyLoop(TimbangError):
    """Actions of a roadmap that wait for each other; the message names them in order."""


class BadPlan(TimbangError):
    """A plan, or a file of one, that cannot be used; the message says where and what to do."""


class GradingMissing(TimbangError):
    """nbgrader is not installed; the message says how to install it."""


class BadCourse(TimbangError):
    """A folder that is no course directory of nbgrader, or one whose configuration cannot be read."""


class UnknownAssignment(TimbangError):
    """An assignment that the course directory does not hold, or did not release yet."""


class ReleaseFailed(TimbangError):
    """An assignment whose students' version could not be made, or would give something away."""


class BadSource(TimbangError):
    """A folder or zip of submissions that cannot be read."""


class BadStudents(TimbangError):
    """A list of students that cannot be read; the message names line and mend."""


class Unreadable(TimbangError):
    """A submitted file that is no notebook of the assignment; the message is the reason, for the lists."""


class SandboxMissing(TimbangError):
    """The system lets no submission be shut in; the message says which step failed and what to do."""


class CourseBusy(TimbangError):
    """Another run is grading the assignment; the message names it."""


class ClusterMissing(TimbangError):
    """A cluster that cannot be reached at its address, or Dask is not installed; with the mend."""


class ClusterFailed(TimbangError):
    """A cluster that went away or cannot do the work; the message says why, and that a run goes on."""


class DatabaseMissing(TimbangError):
    """A gradebook that cannot be opened at its address; the message gives the reason."""


class FeedbackFailed(TimbangError):
    """Feedback that cannot be made yet; the message says what comes first."""


class UnknownFormat(TimbangError):
    """A kind of file that grades cannot be written as; the message lists those that there are."""


class ReportFailed(TimbangError):
    """A report on a class of which nothing is graded yet."""
