"""Whether the duty to report is settled: by the published report of its run."""

from django.urls import reverse

from workflows.runs.contract import Missing

from .models import ResultReport


def settled(duties) -> dict[int, Missing | None]:
    """What each duty still lacks, by its id, in one query."""
    duties = list(duties)
    reports = ResultReport.objects.filter(run__in={duty.stage.run_id for duty in duties})
    by_run = {report.run_id: report for report in reports.defer("facts")}
    return {duty.pk: _missing(duty, by_run.get(duty.stage.run_id)) for duty in duties}


def _missing(duty, report: ResultReport | None) -> Missing | None:
    url = reverse("reports:write", args=[duty.stage.run_id])
    if report is None:
        return Missing("결과보고서를 아직 쓰지 않았습니다.", url, "결과보고서 쓰기")
    if not report.is_published:
        return Missing("결과보고서를 아직 공개하지 않았습니다.", url, "결과보고서 마저 쓰기", begun=True)
    if duty.reopened_at and report.published_at <= duty.reopened_at:
        return Missing(
            "다시 연 과제입니다. 결과보고서를 고쳐 다시 공개해 주세요.", url, "결과보고서 고치기", begun=True
        )
    return None
