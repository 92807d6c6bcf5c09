"""What a search finds is written down here in Python; SQLite and PostgreSQL are each held to it."""

import json
import unicodedata
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from projects.models import Project
from projects.search import ASCII_LOWER, LONGEST, can_be_stored, condition, pairs_of, words_of
from tests import factories

pytestmark = pytest.mark.twice

ROWS = 20_000
LETTERS = "가나각교통복지정보aAbBéÉßİıſ1_%\\'\"&|!:*()<>@-/.,—　\t\n 가　😀한"
text = st.text(st.sampled_from(LETTERS), max_size=12)
title = text.filter(str.strip)


def holds(project, query):
    """Whether a project is to be found, said without a database."""
    lowered = [field.translate(ASCII_LOWER) for field in (project.title, project.summary)]
    words = [word.translate(ASCII_LOWER) for word in words_of(query)]
    return all(any(word in field for field in lowered) for word in words) or project.number == query.strip()


@contextmanager
def undone():
    """A stretch of work of which nothing stays, for examples that share a test's database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def titles(query):
    return sorted(Project.objects.matching(query).values_list("title", flat=True))


def named(official, *names):
    return [factories.make_project(officer=official, title=name, summary="") for name in names]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(
    corpus=st.lists(st.tuples(title, text), min_size=1, max_size=8),
    queries=st.lists(text, min_size=1, max_size=8),
)
@example(
    corpus=[("교 통", ""), ("교통", "통교"), ("교통교", "x"), ("통교통", "교")],
    queries=["교통", "통교", "교통교", "교 통"],
)
@example(corpus=[("100%", ""), ("1000", "a_b"), ("axb", "\\%")], queries=["0%", "a_b", "\\%", "%", "_", "\\"])
@example(corpus=[("É", "é"), ("ÉTÉ aB", "ß"), ("İstanbul", "ſ")], queries=["é", "été", "AB", "i̇s", "S", "ss"])
def test_every_database_finds_what_is_written_down(official, corpus, queries):
    with undone():
        made = [
            factories.make_project(officer=official, title=name, summary=summary) for name, summary in corpus
        ]
        for query in [*queries, *(name for name, _ in corpus), made[0].number]:
            found = set(Project.objects.matching(query))
            assert found == {project for project in made if holds(project, query)}, query


def test_two_syllables_are_found_inside_a_word(official):
    named(official, "대중교통시설 정비", "교육 통합", "복지관 예약")
    assert titles("교통") == ["대중교통시설 정비"]
    assert titles("복지") == ["복지관 예약"]


def test_every_word_has_to_be_there_wherever(official):
    factories.make_project(officer=official, title="교통 안내", summary="어르신 복지")
    factories.make_project(officer=official, title="교통 신호", summary="도로")
    assert titles("복지 교통") == ["교통 안내"]


def test_one_syllable_is_found_too(official):
    named(official, "숲 지도", "길 찾기")
    assert titles("숲") == ["숲 지도"]


def test_decomposed_syllables_are_composed(official):
    named(official, "교통 안내")
    assert titles(unicodedata.normalize("NFD", "교통")) == ["교통 안내"]


def test_a_number_is_matched_as_a_whole(official):
    project = factories.make_project(officer=official, title="번호", summary="")
    assert titles(f" {project.number} ") == ["번호"]
    assert titles(project.number[:-1]) == []


def test_no_word_finds_everything(official):
    named(official, "하나", "둘")
    assert titles("") == titles("  \t") == ["둘", "하나"]


def test_it_narrows_what_was_narrowed(official, other_official):
    named(official, "교통 하나")
    named(other_official, "교통 둘")
    mine = Project.objects.filter(officer=official).with_people().matching("교통")
    assert [project.title for project in mine] == ["교통 하나"]
    assert mine.count() == 1


@pytest.mark.parametrize(
    "query",
    ["\x00", "교통\x00", "\ud800", "' OR 1=1 --", "'; DROP TABLE projects_project; --", "{교통}", "교통 & !복지", "{,}",
     '"', "\\", "%(x)s %s {}", "교통:*", "a" * 100_000, "가 " * 5_000, "NULL", "\U0001f600"],
)  # fmt: skip
def test_signs_of_a_query_language_are_only_signs(official, query):
    named(official, "교통")
    assert titles(query) == []
    assert Project.objects.count() == 1


def test_a_query_ends_somewhere():
    assert words_of("가" * 300) == ["가" * LONGEST]
    assert words_of("교통  복지\n") == ["교통", "복지"]
    assert pairs_of("교통교통") == ["교통", "통교"]
    assert pairs_of("숲") == []
    assert [can_be_stored(word) for word in ("교통", "\x00", "\udfff")] == [True, False, False]


def plan(query):
    """Every node of the plan, as PostgreSQL describes it; on SQLite the lines of its plan."""
    rows = Project.objects.matching(query).order_by("-pk")
    if connection.vendor != "postgresql":
        return rows.explain().splitlines()
    nodes, waiting = [], [json.loads(rows.explain(format="json"))[0]["Plan"]]
    while waiting:
        node = waiting.pop()
        nodes.append((node["Node Type"], node.get("Index Name")))
        waiting.extend(node.get("Plans", []))
    return nodes


def fill(official):
    """A full table in which a word of two syllables is rare."""
    facts = {"kind": "development", "officer": official, "created_by": official}
    facts["department"] = official.role_grants.first().department
    words = ["공원", "도서관", "주차", "예약", "민원", "안전", "환경", "문화"]
    Project.objects.bulk_create(
        Project(
            title="교통 안내" if n % 500 == 0 else f"{words[n % 8]} {n}",
            summary=f"{words[n // 8 % 8]} 서비스를 새로 만듭니다.",
            **facts,
        )
        for n in range(ROWS)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE projects_project" if connection.vendor == "postgresql" else "ANALYZE")


def test_two_syllables_are_looked_up_in_the_index(official):
    fill(official)
    assert Project.objects.matching("교통").count() == ROWS // 500
    nodes = plan("교통")
    if connection.vendor == "postgresql":
        assert ("Bitmap Index Scan", "project_by_pairs") in nodes
        assert [kind for kind, _ in nodes if kind in ("Seq Scan", "Index Scan", "Index Only Scan")] == []
    else:
        assert "portal_bigrams" not in str(condition("교통", vendor=connection.vendor))
