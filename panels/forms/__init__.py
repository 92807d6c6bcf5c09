"""What is typed about panels, and in answer to an invitation."""

from .acceptance import NO, YES, AcceptForm, tick_name
from .panels import (
    ActivateForm,
    AdoptForm,
    ContractPartyRecordForm,
    InviteForm,
    KindChoiceForm,
    OptionalReasonForm,
    PanelForm,
    ReleaseForm,
)

__all__ = [
    "NO",
    "YES",
    "AcceptForm",
    "ActivateForm",
    "AdoptForm",
    "ContractPartyRecordForm",
    "InviteForm",
    "KindChoiceForm",
    "OptionalReasonForm",
    "PanelForm",
    "ReleaseForm",
    "tick_name",
]
