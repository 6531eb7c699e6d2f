"""The command line: each verb parses, calls one library function and prints. Heavy modules are imported inside verbs.

Exit codes: 0 done; 1 the data break a rule (violations, leaks, stale decisions under --strict); 2 a mistake in what
was asked or given (unknown option, file, query …); 130 interrupted.
"""

from regiograph.cli.app import app, main, with_verbs

__all__ = ["app", "main", "with_verbs"]
