"""What is measured: each page with who asks for it, and what it is held to."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

GROWTH = 1.5
PLAIN = 2.5
FIELD = re.compile(r'name="(csrfmiddlewaretoken|nonce)" value="([^"]+)"')


@dataclass(frozen=True)
class Page:
    """``url`` is a URL's name, ``args`` and ``person`` name facts of the scene; ``plain`` is the page it is held to.

    Not ``steady`` is a page that is longer where the city has more, or that only others are held to.
    """

    label: str
    url: str
    args: tuple[str, ...] = ()
    query: str = ""
    person: str = ""
    queries: int | None = None
    plain: str = ""
    steady: bool = True
    post: Callable | None = None


EMPTY, PLAIN_LIST, PLAIN_PROJECT = "빈 화면", "기준: 목록", "기준: 사업"


def comment(server, path, cookies):
    """A function that posts one more comment through the form of the round's page; its document has a single page."""
    form = server.ask("GET", path, cookies=cookies)
    token = dict(FIELD.findall(form.text))["csrfmiddlewaretoken"]
    secret = re.search(r"csrftoken=([^;]+)", form.getheader("Set-Cookie") or "")
    cookies = cookies | ({"csrftoken": secret[1]} if secret else {})
    own = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://portal.example{path}"}

    def post():
        facts = {"csrfmiddlewaretoken": token, "nonce": uuid.uuid4(), "body": "단추가 작습니다.", "page": 1}
        return server.ask("POST", f"{path}comment/", cookies=cookies, body=urlencode(facts), **own)

    return post


PAGES = (
    Page(EMPTY, "bench-empty", queries=1, steady=False),
    Page(PLAIN_LIST, "bench-list", queries=3, steady=False),
    Page(PLAIN_PROJECT, "bench-project", ("project",), queries=3, steady=False),
    Page("공개 목록", "record:list", queries=5, plain=PLAIN_LIST),
    Page("걸러낸 목록", "record:list", query="governance_type=advisory&kind=development", queries=5),
    Page("공개 검색 ‘교통’", "record:list", query=f"q={quote('교통')}", queries=5),
    Page("공개 검색 ‘복지 예약’", "record:list", query=f"q={quote('복지 예약')}", queries=5),
    Page("공개 사업", "record:project", ("project",), queries=8, plain=PLAIN_PROJECT),
    Page("공개 일정", "record:calendar", queries=5, steady=False),
    Page("첫 화면", "home", queries=6),
    Page("모집공고 목록", "calls:list", queries=5),
    Page("모집공고 구독", "calls:feed", queries=5),
    Page("나의 할 일(담당)", "desk", person="officer"),
    Page("나의 할 일(단원)", "desk", person="member"),
    Page("검토 화면", "reviews:detail", ("round",), person="officer"),
    Page("의견 저장(POST)", "reviews:detail", ("round",), person="member", post=comment),
    Page("직원 목록", "projects:list", person="governance"),
    Page(
        "직원 목록, 걸러서",
        "projects:list",
        query="governance_type=advisory&kind=development",
        person="governance",
    ),
    Page("직원 검색 ‘교통’", "projects:list", query=f"q={quote('교통')}", person="governance"),
    Page("직원 검색 ‘복지 예약’", "projects:list", query=f"q={quote('복지 예약')}", person="governance"),
    Page("절차 화면", "driver:process", ("run",), person="officer"),
    Page("API 목록", "api:list_projects"),
    Page("API 검색 ‘교통’", "api:list_projects", query=f"q={quote('교통')}"),
)
