"""Result reports of the demo: people were asked, officials wrote, and the report was put before the public."""

from datetime import timedelta

from seoul_gov.ui.korean import today
from workflows.reports import actions as reports
from workflows.reports.models import ResultReport
from workflows.reports.participants import participants
from workflows.runs.models import DutyRun

SUMMARY = """추진단과 시민의 의견을 단계마다 들어 화면의 말을 쉬운 우리말로 바꾸고, 큰 글씨와 화면낭독을 설계에 넣었습니다.
산출물 검토에서 나온 의견에는 하나하나 답했고, 받아들이지 못한 의견에는 그 사유를 함께 공개했습니다."""
LESSONS = """다음 사업에서는 요구사항을 정하기 전에 이용자를 먼저 만나겠습니다.
회의 자료를 이틀 더 일찍 보내 읽을 시간을 넉넉히 드리겠습니다."""
ANSWERS = (
    (5, "제가 낸 의견이 어떻게 되었는지 알 수 있어 좋았습니다."),
    (4, "회의 자료를 조금 더 일찍 받고 싶습니다."),
    (5, ""),
    (3, "답변이 조금 늦은 때가 있었습니다."),
    (4, ""),
    (5, "다음 사업에도 참여하고 싶습니다."),
)


def complete(duty: DutyRun, officer) -> ResultReport:
    """Settle the duty to report: a survey with its answers, the words, and the publication."""
    run = duty.stage.run
    ask(run, officer)
    report = reports.write(by=officer, run=run, summary=SUMMARY, lessons=LESSONS, version=0)
    return reports.publish(by=officer, report=report, version=report.version)


def begin(duty: DutyRun, officer) -> ResultReport:
    """A report under way: people are being asked, and the summary is drafted."""
    run = duty.stage.run
    ask(run, officer, answers=ANSWERS[:3])
    return reports.write(by=officer, run=run, summary=SUMMARY, lessons="", version=0)


def ask(run, officer, *, answers=ANSWERS) -> None:
    """A survey among those who took part, where there are any."""
    asked = list(participants(run).order_by("pk"))
    if not asked:
        return
    survey = reports.open_survey(by=officer, run=run, closes_on=today() + timedelta(days=9))
    for user, (score, comment) in zip(asked, answers, strict=False):
        reports.answer_survey(by=user, survey=survey, score=score, comment=comment)
