"""Do the figures add up? `audit` checks one document, `across` several, `explain` says what a check looks for."""

from extractor.audit import between_checks as _between_checks  # noqa: F401  (registers the checks between documents)
from extractor.audit.checks import CHECKS, AuditContext, Check, CheckError, Issue, Settings, explain, known, settings_from
from extractor.audit.coverage import Coverage
from extractor.audit.document import AuditResult, RelationMention, audit

__all__ = [
    "CHECKS",
    "AuditContext",
    "AuditResult",
    "Check",
    "CheckError",
    "Coverage",
    "Issue",
    "RelationMention",
    "Settings",
    "audit",
    "explain",
    "known",
    "settings_from",
]
