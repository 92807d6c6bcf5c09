"""What the project is, which type it has and why, and what it put before the public."""

from projects.enums import GovernanceType
from projects.models import DeliverableVersion, Project
from selection.enums import AssessmentState
from selection.models import Assessment
from selection.records import answers_of, stored_result
from selection.sentences import result_sentence
from workflows.runs.models import ProcessRun


def day(moment) -> str:
    """A date as ISO text; empty for None."""
    return moment.isoformat() if moment else ""


def project(row: Project) -> dict:
    return {
        "number": row.number or "",
        "title": row.title,
        "kind": row.get_kind_display(),
        "department": str(row.department),
        "officer": str(row.officer),
        "starts": day(row.start_date),
        "ends": day(row.end_date),
        "budget": row.budget,
        "channel": str(row.channel) if row.channel else "",
        "summary": row.summary,
    }


def governance(run: ProcessRun) -> dict:
    """The type, the sentence of the assessment that confirmed it, and why the department departed from it, if it did."""
    confirmed = Assessment.objects.filter(
        project=run.project_id, state=AssessmentState.CONFIRMED, chosen_type=run.governance_type
    )
    assessment = confirmed.order_by("-confirmed_at", "-pk").first()
    return {
        "type": GovernanceType(run.governance_type).label,
        "definition": GovernanceType(run.governance_type).definition,
        "sentence": sentence_of(assessment),
        "departure": assessment.override_reason if assessment else "",
    }


def sentence_of(assessment: Assessment | None) -> str:
    """Why the criteria recommend what they recommend; empty where nothing was kept."""
    if assessment is None or not assessment.answers:
        return ""
    return result_sentence(answers_of(assessment), stored_result(assessment))


def deliverables(row: Project) -> list[dict]:
    """The newest version of each deliverable that the public may read, in the order of the deliverables."""
    versions = DeliverableVersion.objects.filter(deliverable__project=row, published_at__isnull=False)
    newest = {
        version.deliverable_id: version
        for version in versions.select_related("deliverable").order_by("deliverable", "number")
    }
    return [
        {"title": version.deliverable.title, "number": version.number, "stage": stage_of(version)}
        for version in newest.values()
    ]


def stage_of(version: DeliverableVersion) -> str:
    return version.deliverable.get_stage_key_display()
