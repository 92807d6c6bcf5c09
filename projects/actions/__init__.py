"""Every write to projects that has a rule, by noun: projects, contract parties, deliverables."""

from .deliverables import publish_version, set_matter, unpublish_version, upload_version
from .parties import end_party, record_party
from .projects import (
    FACTS,
    discard,
    draft,
    edit,
    gaps,
    locked,
    set_governance,
    set_progress,
    submit,
)

__all__ = [
    "FACTS",
    "discard",
    "draft",
    "edit",
    "end_party",
    "gaps",
    "locked",
    "publish_version",
    "record_party",
    "set_governance",
    "set_matter",
    "set_progress",
    "submit",
    "unpublish_version",
    "upload_version",
]
