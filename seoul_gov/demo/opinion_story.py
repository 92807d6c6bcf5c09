"""Rounds of opinions in the demo: closed ones with every word answered, and some that are open today."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import F

from seoul_gov.ui.korean import today
from workflows.opinions import actions as opinions
from workflows.opinions.models import Opinion, OpinionRound

from . import papers, people

WEBSITE, DUST, TRANSFER = (
    "시 대표 누리집 첫 화면 개편",
    "미세먼지 생활권 알림",
    "대중교통 환승 정보 표준화 연구",
)
NOTE = "내 주신 의견을 모두 검토했습니다. 채택한 의견은 다음 단계 산출물에 반영하겠습니다."
TAKEN, PARTLY, NOT, BESIDE = "accepted", "partial", "rejected", "not_relevant"


@dataclass(frozen=True)
class Call:
    """What a round asks, and what was said in it: words, what became of them and why (empty: not answered yet)."""

    topic: str
    question: str
    said: tuple[tuple[str, str, str], ...]

    @property
    def guide(self) -> str:
        return (
            f"{self.question}\n\n"
            "- 자료를 읽고 **불편한 점과 바라는 점**을 적어 주세요.\n"
            "- 한 의견에 한 가지씩 적어 주시면 더 정확하게 답할 수 있습니다.\n"
            "- 모든 의견에 처리 결과와 사유를 답합니다."
        )


CALLS = {
    (WEBSITE, "cs3"): Call(
        "누리집 첫 화면에 먼저 보일 서비스",
        "서울시 누리집에서 무엇을 가장 자주 찾으시나요?",
        (
            (
                "민원 신청과 교통 정보를 첫 화면 맨 위에 두면 좋겠습니다. 지금은 세 번을 눌러야 나옵니다.",
                TAKEN,
                "이용 기록에서도 두 서비스가 가장 많이 쓰여, 첫 화면 위쪽에 고정합니다.",
            ),
            (
                "글씨를 키워도 화면이 깨지지 않게 해 주세요. 어머니가 200%로 보십니다.",
                TAKEN,
                "화면을 200%로 키워도 가로로 넘치지 않도록 요구사항에 넣었습니다.",
            ),
            (
                "관심 있는 자치구 소식만 골라 볼 수 있으면 좋겠습니다.",
                PARTLY,
                "자치구를 고르는 기능은 넣되, 소식의 양이 고르지 않아 시 소식과 함께 보여 드립니다.",
            ),
            (
                "로그인하면 내 민원의 처리 상황이 바로 보이게 해 주세요.",
                NOT,
                "민원 처리 상황은 응답소 모바일 앱 재구축 사업에서 다룹니다. 그 사업에 의견을 전했습니다.",
            ),
            (
                "우리 동네 가로등이 꺼져 있습니다.",
                BESIDE,
                "이 사업과 관계없는 내용이어서 응답소로 접수했습니다.",
            ),
        ),
    ),
    (WEBSITE, "cs7-analysis"): Call(
        "첫 화면 요구사항",
        "첫 화면에 담을 요구사항을 정리했습니다. 빠진 것이 있는지 봐 주세요.",
        (
            (
                "화면낭독기로 읽을 때 알림창이 먼저 읽혀 본문까지 오래 걸립니다.",
                TAKEN,
                "알림창을 본문 뒤에 읽히도록 순서를 바꾸는 요구사항을 더했습니다.",
            ),
            (
                "외국어 누리집으로 가는 길이 작아서 찾기 어렵습니다.",
                TAKEN,
                "언어 고르기를 화면 맨 위에 글자로 둡니다.",
            ),
            (
                "검색창에 음성으로 말하는 기능을 넣어 주세요.",
                NOT,
                "이용이 적고 비용이 커서 이번에는 넣지 않습니다. 검색 품질을 먼저 높이겠습니다.",
            ),
        ),
    ),
    (WEBSITE, "cs7-design"): Call(
        "첫 화면 시안",
        "새 첫 화면의 시안 두 가지를 만들었습니다. 어느 쪽이 찾기 쉬운지, 무엇이 불편한지 알려 주세요.",
        (
            (
                "가안이 더 눈에 잘 들어옵니다. 다만 파란색 글씨가 흐려서 햇빛 아래에서는 잘 안 보입니다.",
                TAKEN,
                "명도 대비를 4.5:1 이상으로 높인 색으로 바꿉니다.",
            ),
            (
                "나안은 사진이 너무 커서 휴대전화로 보면 한참 내려야 합니다.",
                PARTLY,
                "휴대전화에서는 사진을 줄이고, 넓은 화면에서는 그대로 둡니다.",
            ),
            ("첫 화면에 오늘의 행사도 세 개쯤 보이면 좋겠습니다.", "", ""),
            ("메뉴 이름이 부서 이름이라 무슨 일을 하는지 모르겠습니다. 하는 일로 적어 주세요.", "", ""),
            ("담당자가 일을 안 해서 바보 같은 화면만 나옵니다.", "", ""),
        ),
    ),
    (DUST, "cs3"): Call(
        "동네 미세먼지 알림",
        "어느 때, 어떤 방법으로 미세먼지 알림을 받고 싶으신가요?",
        (
            (
                "아이 등교 전 아침 7시에 한 번만 받고 싶습니다.",
                TAKEN,
                "받을 시각을 시민이 정하도록 설계합니다.",
            ),
            (
                "동 단위보다 학교·공원 단위로 알려 주면 좋겠습니다.",
                PARTLY,
                "측정소가 있는 곳부터 학교·공원 단위로 제공하고 차차 넓힙니다.",
            ),
            (
                "문자로도 받게 해 주세요. 앱을 쓰기 어렵습니다.",
                TAKEN,
                "앱을 쓰지 않는 분을 위해 문자 알림을 함께 제공합니다.",
            ),
        ),
    ),
    (DUST, "cs7-analysis"): Call(
        "알림 기준과 내용",
        "알림을 보내는 기준과 알림에 담을 내용을 정리했습니다. 이해하기 쉬운지 봐 주세요.",
        (
            ("‘나쁨’이 어느 정도인지 숫자와 함께 알려 주면 좋겠습니다.", "", ""),
            ("마스크를 써야 하는지, 창문을 열어도 되는지처럼 할 일을 알려 주세요.", "", ""),
            ("밤에는 알림이 울리지 않게 해 주세요.", "", ""),
        ),
    ),
    (TRANSFER, "cs3"): Call(
        "환승 안내에서 헷갈리는 말과 그림",
        "지하철과 버스를 갈아탈 때 어떤 안내가 헷갈리셨나요?",
        (
            (
                "‘환승통로’와 ‘갈아타는 곳’이 역마다 다릅니다. 하나로 통일해 주세요.",
                TAKEN,
                "쉬운 말인 ‘갈아타는 곳’으로 통일하는 안을 연구에 담습니다.",
            ),
            (
                "엘리베이터 그림이 너무 작아 유모차를 끌고 찾기 어렵습니다.",
                TAKEN,
                "승강기 그림의 크기와 높이 기준을 새로 정합니다.",
            ),
            (
                "환승 할인을 늘려 주세요.",
                BESIDE,
                "요금은 이 연구에서 다루지 않습니다. 교통정책과에 전했습니다.",
            ),
        ),
    ),
    (TRANSFER, "cs7-to-be"): Call(
        "표준 그림과 말의 안",
        "연구에서 고른 표준 그림과 말입니다. 처음 보아도 알 수 있는지 알려 주세요.",
        (
            (
                "버스 그림과 셔틀 그림이 비슷해서 멀리서는 구별이 안 됩니다.",
                TAKEN,
                "셔틀 그림에 색 띠를 더해 구별되게 고쳤습니다.",
            ),
            (
                "점자 안내도 같은 말로 맞춰 주세요.",
                PARTLY,
                "새로 설치하는 안내판부터 적용하고, 기존 안내판은 교체할 때 바꿉니다.",
            ),
        ),
    ),
}


def call_of(duty) -> Call | None:
    """What the demo asks for this duty; None where the department asks nothing."""
    return CALLS.get((duty.stage.run.project.title, duty.key))


def open_round(duty, call: Call, officer) -> OpinionRound:
    project = duty.stage.run.project
    return opinions.open_round(
        by=officer,
        duty=duty,
        topic=call.topic,
        guide=call.guide,
        opens_on=today(),
        closes_on=today() + timedelta(days=14),
        files=[papers.paper(call.topic, project.title, duty.pk)],
    )


def speak(round: OpinionRound, call: Call, officer) -> None:
    """Everybody says their line, and the officer answers as far as the story goes."""
    for login, (body, disposition, reason) in zip(people.SPEAKERS, call.said, strict=False):
        citizen = people.person(login)
        opinion = opinions.give(by=citizen, round=round, body=body, nonce=uuid4())
        if disposition:
            opinions.answer(by=officer, opinion=opinion, disposition=disposition, answer=reason)


def begin(duty, officer) -> OpinionRound | None:
    """A round that is open today, since five days: some words are answered, some wait, and one is hidden."""
    call = call_of(duty)
    if call is None:
        return None
    round = open_round(duty, call, officer)
    speak(round, call, officer)
    for rude in round.opinions.filter(body__contains="바보"):
        opinions.hide(
            by=officer, opinion=rude, reason="다른 사람을 깎아내리는 표현이 있어 공개 화면에서 가렸습니다."
        )
    move(round, timedelta(days=-5))
    return round


def complete(duty, officer, *, ended: datetime) -> OpinionRound:
    """A round that was closed at that moment, everything answered."""
    call = call_of(duty)
    round = open_round(duty, call, officer)
    speak(round, call, officer)
    last = ended.date() - timedelta(days=3)
    move(round, last - round.closes_on)
    opinions.close(by=officer, round=round, note=NOTE)
    OpinionRound.objects.filter(pk=round.pk).update(closed_at=ended)
    return round


def move(round: OpinionRound, by: timedelta) -> None:
    """Move the round, its papers and what was said in it back in time, each opinion a day after the one before."""
    OpinionRound.objects.filter(pk=round.pk).update(
        opens_on=round.opens_on + by, closes_on=round.closes_on + by, opened_at=round.opened_at + by
    )
    round.materials.update(added_at=F("added_at") + by)
    for number, opinion in enumerate(round.opinions.order_by("pk")):
        said = opinion.created_at + by + timedelta(days=min(number, 4), hours=-number)
        Opinion.objects.filter(pk=opinion.pk).update(created_at=said)
