"""Who may speak in a round, and who runs it. Rounds are read by everybody. Each answer is a Verdict with its reason."""

from panels.permissions import OFFICERS_ONLY
from projects import matters
from projects import permissions as projects
from seoul_gov.ui.verdicts import YES, Verdict, allow, no

from .models import Opinion, OpinionMaterial, OpinionRound


def can_give(user, round: OpinionRound) -> Verdict:
    """Everybody with an account but the city's own people and the contractor's: they have other ways to be heard."""
    if not user.is_authenticated:
        return no("로그인한 뒤에 의견을 낼 수 있습니다.")
    if user.is_official:
        return no("시민의 의견을 듣는 자리여서 시 직원은 의견을 낼 수 없습니다.")
    if projects.is_vendor(user, project_of(round)):
        return no("이 사업을 맡은 수행사의 직원은 의견을 낼 수 없습니다.")
    return YES


def can_withdraw(user, opinion: Opinion) -> Verdict:
    return allow(is_author(user, opinion), "내가 낸 의견만 철회할 수 있습니다.")


def can_manage(user, project) -> Verdict:
    """Open, extend, answer, hide, close and cancel: the officers of the project's department."""
    return allow(user.is_authenticated and projects.can_edit(user, project), OFFICERS_ONLY)


def can_read_file(user, opinion: Opinion) -> Verdict:
    """What stands on the public page; else its author and the officers."""
    if not opinion.is_withdrawn and not opinion.is_hidden:
        return YES
    mine = is_author(user, opinion) or can_manage(user, project_of(opinion.round))
    return allow(mine, "볼 수 없는 파일입니다.")


def can_read_material(user, material: OpinionMaterial) -> Verdict:
    """Everybody reads what a round lays open, but only city staff what has turned out to stay inside the city."""
    return matters.can_read(material.matter, is_inside=is_inside(user, material.round))


def is_inside(user, round: OpinionRound) -> bool:
    """Whether the person reads the round as city staff of its project."""
    return user.is_authenticated and bool(projects.can_read(user, project_of(round)))


def is_author(user, opinion: Opinion) -> bool:
    return user.is_authenticated and opinion.author_id == user.pk


def project_of(round: OpinionRound):
    return round.duty.stage.run.project
