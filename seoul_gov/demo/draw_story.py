"""A draw in the demo: two trials of its rules, a public draw with dice, and what became of the panel."""

from datetime import timedelta
from itertools import cycle

from django.db import transaction

from panels.calls.models import RecruitmentCall
from panels.draws import actions as draws
from panels.draws import drum, selectors
from panels.draws.actions import Plan, commitments
from panels.draws.models import LotteryRun, Trial
from panels.draws.norms import LEAD
from panels.enums import PanelKind
from panels.screening import actions as screening
from panels.screening.selectors import queue
from projects.models import Norm

from . import call_story, people, replacement_story
from .call_story import Call
from .hours import workday

PEOPLE = (
    (
        "citizen",
        "30s",
        "female",
        "office",
        "동네 통계를 볼 때마다 어디를 눌러야 할지 몰랐습니다.",
    ),
    ("citizen2", "60s", "male", "out_of_work", "숫자를 큰 글씨와 그림으로 보면 좋겠습니다."),
    ("citizen3", "20s", "female", "student", "학교 과제에 시의 자료를 자주 씁니다."),
    ("citizen4", "40s", "male", "self_employed", "가게 자리를 알아볼 때 상권 자료를 찾아보았습니다."),
    ("citizen5", "50s", "female", "care", "돌봄시설이 어디에 모자란지 함께 보고 싶습니다."),
    ("member", "30s", "male", "office", "출퇴근 혼잡을 지도에서 보고 싶습니다."),
    ("member2", "20s", "male", "student", "공개 자료로 작은 지도를 만들어 보았습니다."),
    ("panelist10", "60s", "female", "out_of_work", "어려운 말이 많아 쉬운 설명이 필요합니다."),
    ("panelist9", "20s", "female", "office", "혼자 사는 사람의 눈으로 화면을 보겠습니다."),
)
UNDERSTANDING = "지금의 분석 화면을 써 보았고, 찾기 어려운 곳을 적어 두었습니다."
CALL = Call(
    "빅데이터 분석서비스 구축",
    PanelKind.ONLINE,
    "온라인참여단",
    4,
    "두 달 동안 분석 화면의 시험판을 써 보고, 무엇을 어떻게 보여 줄지 의견을 냅니다.",
    "서비스를 쓰거나 쓰려는 서울 시민이면 누구나 신청할 수 있습니다.",
    "활동을 마치면 문화상품권 50,000원을 드립니다.",
    -2,
    5,
    "published",
    tuple(
        {
            "login": login,
            "age_band": age,
            "gender": gender,
            "occupation": occupation,
            "district": "jongno",
            "frequency": "weekly",
            "interest": interest,
            "understanding": UNDERSTANDING,
        }
        for login, age, gender, occupation, interest in PEOPLE
    ),
)
LEVELS = ((5, 4, 4), (4, 3, 3), (2, 2, 3), (3, 3, 2))
DICE = "4,0,7,2,9,1"


def load() -> None:
    """Tell the draw once."""
    if not RecruitmentCall.objects.filter(panel__project__title=CALL.project).exists():
        tell()


@transaction.atomic
def tell() -> LotteryRun:
    draw_at_once()
    call = call_story.tell(CALL)
    officer, colleague = call.created_by, people.person("officer2")
    call_story.move(
        call,
        opens_at=call_story.at(-30, 9),
        closes_at=call_story.at(-10, 18),
        published_at=call_story.at(-30, 9),
    )
    call.refresh_from_db()
    for application, (use, interest, understanding) in zip(
        call.applications.order_by("number"), cycle(LEVELS), strict=False
    ):
        levels = {"use": use, "interest": interest, "understanding": understanding}
        for reader in (officer, colleague):
            screening.read(by=reader, application=application, is_eligible=True, levels=levels)
    try_out(call, officer)
    trial = try_out(
        call,
        officer,
        priority="weights:3,2,1",
        reason="1순위의 기회가 2순위의 두 배가 되어, 가중치를 3:2:1로 낮추어 차이를 줄입니다.",
    )
    run = draw(trial, officer, colleague)
    replacement_story.tell(run)
    return run


def draw_at_once() -> None:
    """Whoever looks at the demo need not wait for a day until what they have committed to is drawn."""
    facts = {"label": LEAD.label, "default": LEAD.default, "unit": LEAD.unit, "source": LEAD.source}
    Norm.objects.update_or_create(key=LEAD.key, defaults={"value": 0}, create_defaults=facts | {"value": 0})


def try_out(call: RecruitmentCall, officer, **words) -> Trial:
    """A trial, computed here: the demo is told before a worker runs."""
    entrants = selectors.entrants(queue(officer, call))
    quotas = drum.usual_quotas(entrants, call.seats)
    trial = draws.try_out(by=officer, call=call, quotas=quotas, **words)
    draws.compute_trial(trial=draws.claim_trial())
    trial.refresh_from_db()
    return trial


def draw(trial: Trial, officer, colleague) -> LotteryRun:
    """The commitment to a time that was to come when it was published, and the value that two clerks saw; all of it in
    office hours of the last days."""
    detail = "시청 3층 회의실에서 십면체 주사위 여섯 개를 굴립니다. 누구나 볼 수 있습니다."
    committed, drawn = workday(-4, 10), workday(-3, 14)
    made = commitments.drum_of(trial)
    run = commitments.publish(officer, trial.call, made, Plan("dice", drawn, detail), trial)
    row = LotteryRun.objects.filter(pk=run.pk)
    row.update(committed_at=committed)
    for clerk in (officer, colleague):
        run = draws.enter(by=clerk, run=run, value=DICE)
    row.update(drawn_at=drawn + timedelta(minutes=20))
    for version, earlier in enumerate(run.call.trials.order_by("-version"), 1):
        made = committed - timedelta(hours=version / 2)
        Trial.objects.filter(pk=earlier.pk).update(
            created_at=made, started_at=made, finished_at=made + timedelta(minutes=1)
        )
    run.refresh_from_db()
    return run
