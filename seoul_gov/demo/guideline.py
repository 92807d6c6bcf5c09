"""What the portal needs before its first project: the guideline's own criteria and the defaults of every room."""

from itertools import chain

from panels import texts
from panels.appointments.norms import SPECS as APPOINTMENT_NORMS
from panels.calls.norms import SPECS as CALL_NORMS
from panels.conflicts.norms import SPECS as CONFLICT_NORMS
from panels.draws.norms import SPECS as DRAW_NORMS
from panels.erasure.norms import SPECS as ERASURE_NORMS
from panels.norms import SPECS as PANEL_NORMS
from panels.selections.norms import SPECS as CHOOSING_NORMS
from projects import norms
from projects.models import ProposalChannel
from selection.editions import load_guideline
from selection.norms import SPECS as SELECTION_NORMS
from workflows.decisions.norms import SPECS as DECISION_NORMS
from workflows.issues.norms import SPECS as ISSUE_NORMS
from workflows.meetings.norms import SPECS as MEETING_NORMS
from workflows.norms import specs as process_norms
from workflows.opinions.norms import SPECS as OPINION_NORMS
from workflows.reports.norms import SPECS as REPORT_NORMS

NORMS = [
    SELECTION_NORMS,
    PANEL_NORMS,
    CALL_NORMS,
    DRAW_NORMS,
    CONFLICT_NORMS,
    CHOOSING_NORMS,
    APPOINTMENT_NORMS,
    ERASURE_NORMS,
    MEETING_NORMS,
    OPINION_NORMS,
    ISSUE_NORMS,
    DECISION_NORMS,
    REPORT_NORMS,
]
CHANNELS = [
    ("시 자체", False),
    ("상상대로 서울(천만상상 오아시스)", True),
    ("엠보팅", True),
    ("시민참여예산", True),
    ("민원·시민 제안", True),
]


def load() -> list[str]:
    """Load all of it, or what is missing of it; answers a line for each part."""
    edition = load_guideline()
    fresh = norms.load([*chain.from_iterable(NORMS), *process_norms()])
    texts.load_texts()
    for order, (name, is_citizen) in enumerate(CHANNELS):
        ProposalChannel.objects.get_or_create(name=name, defaults={"is_citizen": is_citizen, "order": order})
    return [f"criteria: {edition}", f"new norms: {fresh}", f"channels: {ProposalChannel.objects.count()}"]
