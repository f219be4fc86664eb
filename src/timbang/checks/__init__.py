"""What `timbang check` looks at: one module a promise, each yielding findings about the course."""

from timbang.checks.report import Report, run

__all__ = ["Report", "run"]
