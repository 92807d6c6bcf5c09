"""Every write to projects that has a rule, by noun: projects, companies and their parts, deliverables."""

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
from .vendors import keep_vendor

__all__ = [
    "FACTS",
    "discard",
    "draft",
    "edit",
    "end_party",
    "gaps",
    "keep_vendor",
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
