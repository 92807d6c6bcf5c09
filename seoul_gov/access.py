"""Who gets through which door: every URL of the portal with the people who may open it and who may act there.

The rooms decide (``permissions.py``); this table lists what they decide, and a test replays every row as every
kind of person, for GET and for POST, and compares the rows with the URLconf. The people stand in a fixed relation
to one project: its officer, head, panel member, contractor and so on, and their like from elsewhere.
"""

from typing import NamedTuple

VISITOR = "visitor"
CITIZEN = "citizen"
MEMBER = "member"
MEMBER_ELSEWHERE = "member_elsewhere"  # sits in a panel of the same kind of another project
WITHDRAWN = "withdrawn"  # has left the project's panel
SUSPENDED = "suspended"  # sits in a panel of the project, and ties to a company are looked into
INVITED = "invited"  # is invited to a panel of the project and has not answered
OFFICER = "officer"
OFFICER_ELSEWHERE = "officer_elsewhere"
HEAD = "head"
GOVERNANCE = "governance"
VENDOR = "vendor"
AUDITOR = "auditor"
DPO = "dpo"  # the privacy officer (개인정보 담당)
ADMINISTRATOR = "administrator"

EVERYBODY = frozenset(
    {
        VISITOR,
        CITIZEN,
        MEMBER,
        MEMBER_ELSEWHERE,
        WITHDRAWN,
        SUSPENDED,
        INVITED,
        OFFICER,
        OFFICER_ELSEWHERE,
        HEAD,
        GOVERNANCE,
        VENDOR,
        AUDITOR,
        DPO,
        ADMINISTRATOR,
    }
)
NOBODY: frozenset[str] = frozenset()
SIGNED_IN = EVERYBODY - {VISITOR}
STAFF = frozenset({OFFICER, OFFICER_ELSEWHERE, HEAD, GOVERNANCE, AUDITOR, DPO, ADMINISTRATOR})
READERS = frozenset({OFFICER, HEAD, GOVERNANCE, AUDITOR})  # who may read a registered project
OWNERS = frozenset({OFFICER, HEAD})
PANEL = READERS | {MEMBER}
AROUND = PANEL | {VENDOR}  # everybody who follows the process
APPLICANTS = SIGNED_IN - STAFF - {VENDOR}  # citizens whose own project it is not
SPEAKERS = frozenset({OFFICER, MEMBER, VENDOR})  # the three sides that consult each other


class Door(NamedTuple):
    """Who may open a page (GET) and who may act on it (POST)."""

    get: frozenset[str]
    post: frozenset[str] = NOBODY


def act(*people: str) -> Door:
    """A page that only those may open who may act on it."""
    return Door(frozenset(people), frozenset(people))


def button(*people: str) -> Door:
    """A door that takes POST alone."""
    return Door(NOBODY, frozenset(people))


DOORS: dict[str, Door] = {
    "home": Door(EVERYBODY),
    "privacy": Door(EVERYBODY),
    "desk": Door(SIGNED_IN),
    "ui:contrast": button(*EVERYBODY),
    "health:live": Door(EVERYBODY),
    "health:ready": Door(EVERYBODY),
    "metrics": Door(EVERYBODY),  # from the networks of PORTAL_METRICS_NETWORKS
    "accounts:profile": Door(SIGNED_IN),
    "accounts:rename": Door(SIGNED_IN, SIGNED_IN),
    "accounts:extend": button(*SIGNED_IN),
    "notifications:list": Door(SIGNED_IN),
    "notifications:open": Door(frozenset({OFFICER})),
    "notifications:read-all": button(*SIGNED_IN),
    "notifications:resubscribe": button(*SIGNED_IN),
    "notifications:mute": button(*SIGNED_IN),
    "notifications:unsubscribe": Door(EVERYBODY, EVERYBODY),
    "accounts:agreement": Door(EVERYBODY),
    "accounts:unsent": Door(SIGNED_IN),
    "accounts:forget-unsent": button(*SIGNED_IN),
    "audit:events": Door(frozenset({AUDITOR})),
    "privacy:list": Door(frozenset({DPO, AUDITOR})),
    "privacy:grants": Door(frozenset({DPO, AUDITOR})),
    "privacy:month": Door(frozenset({DPO, AUDITOR})),
    "privacy:check": act(DPO),
    "own:data": Door(SIGNED_IN),
    "own:file": Door(SIGNED_IN),
    # projects
    "projects:list": Door(STAFF),
    "projects:create": act(OFFICER, OFFICER_ELSEWHERE),
    "projects:detail": Door(READERS),
    "projects:edit": act(OFFICER),
    "projects:submit": act(OFFICER),
    "projects:discard": act(OFFICER),
    "projects:history": Door(READERS),
    "projects:version": Door(READERS | {VENDOR}),
    # selection
    "selection:self-check": Door(EVERYBODY, EVERYBODY),
    "selection:self-check-result": button(*EVERYBODY),
    "selection:project": Door(READERS),
    "selection:begin": act(OFFICER),
    "selection:detail": Door(READERS),
    "selection:answer": act(OFFICER),
    "selection:answer-result": button(OFFICER),
    "selection:restart": button(OFFICER),
    "selection:submit": act(OFFICER),
    "selection:abandon": act(OFFICER),
    "selection:concur": act(GOVERNANCE),
    "selection:confirm": act(GOVERNANCE),
    "selection:approve": act(HEAD),
    "selection:send-back": act(HEAD, GOVERNANCE),
    # the process
    "driver:project": Door(AROUND),
    "driver:start": act(*OWNERS),
    "driver:process": Door(AROUND),
    "driver:advance": act(*OWNERS),
    "driver:send_back": act(*OWNERS),
    "driver:end": act(*OWNERS),
    "driver:move_stage": act(*OWNERS),
    "driver:add_duty": act(*OWNERS),
    "driver:duty": Door(AROUND),
    "driver:record": act(*OWNERS),
    "driver:not_case": act(*OWNERS),
    "driver:skip": act(*OWNERS),
    "driver:reopen": act(*OWNERS),
    "driver:request_waiver": act(*OWNERS),
    "driver:move_duty": act(*OWNERS),
    "driver:matter": act(OFFICER),
    "driver:record_file": Door(READERS),
    "driver:waivers": Door(EVERYBODY),
    "driver:decide_waiver": act(HEAD),
    # panels
    "panels:list": Door(SIGNED_IN),
    "panels:project": Door(READERS),
    "panels:kind": Door(frozenset({OFFICER})),
    "panels:create": act(OFFICER),
    "panels:adopt": act(OFFICER),
    "panels:contract-party-record": act(OFFICER),
    "panels:contract-party-end": button(OFFICER),
    "panels:detail": Door(PANEL),
    "panels:invite": act(OFFICER),
    "panels:activate": act(*OWNERS),
    "panels:dissolve": act(OFFICER),
    "panels:chair": button(OFFICER),
    "panels:release": act(OFFICER),
    "panels:withdraw": act(MEMBER),
    "panels:resend": button(OFFICER),
    "panels:cancel": button(OFFICER),
    "panels:accept": Door(EVERYBODY, frozenset({INVITED})),
    "panels:decline": Door(EVERYBODY, frozenset({VISITOR, INVITED})),
    # calls for seats
    "calls:list": Door(EVERYBODY),
    "calls:feed": Door(EVERYBODY),
    "calls:draft": act(OFFICER),
    "calls:detail": Door(EVERYBODY),
    "calls:calendar": Door(EVERYBODY),
    "calls:edit": act(OFFICER),
    "calls:publish": button(OFFICER),
    "calls:correct": act(OFFICER),
    "calls:cancel": act(OFFICER),
    "calls:applicants": act(OFFICER),
    "calls:apply": act(*APPLICANTS),
    "calls:mine": Door(SIGNED_IN),
    "calls:application": Door(frozenset({CITIZEN})),
    "calls:withdraw": button(CITIZEN),
    "calls:stop-news": button(CITIZEN),
    "calls:evidence": Door(frozenset({CITIZEN})),
    # the reading of applications
    "screening:queue": Door(frozenset({OFFICER})),
    "screening:read": act(OFFICER),
    "screening:evidence": Door(frozenset({OFFICER})),
    # ties to companies under contract
    "conflicts:list": Door(OWNERS),
    "conflicts:detail": act(*OWNERS),
    "conflicts:opinion": act(SUSPENDED),
    "conflicts:suspend": act(OFFICER),
    # the lottery
    "draws:trials": act(OFFICER),
    "draws:trial": Door(frozenset({OFFICER})),
    "draws:trial-cancel": button(OFFICER),
    "draws:trial-commit": act(OFFICER),
    "draws:commit": act(OFFICER),
    "draws:detail": Door(EVERYBODY),
    "draws:enter": act(OFFICER),
    "draws:package": Door(EVERYBODY),
    # who gets the seats
    "selections:decide": act(OFFICER),
    "selections:makeup": button(OFFICER),
    "selections:applicants": act(OFFICER),
    "selections:inquiry": act(OFFICER),
    "selections:result": Door(READERS),
    "selections:next": button(OFFICER),
    "selections:decline": button(CITIZEN),
    "selections:resume": button(CITIZEN),
    "replacements:refill": act(OFFICER),
    "draws:replacement-package": Door(EVERYBODY),
    # appointments
    "appointments:mine": Door(SIGNED_IN),
    "appointments:panel": Door(frozenset({OFFICER, HEAD, GOVERNANCE})),
    "appointments:term": act(OFFICER),
    "appointments:appoint": button(*OWNERS),
    "appointments:letters": button(OFFICER),
    "appointments:renew-all": act(OFFICER),
    "appointments:renew": act(OFFICER),
    "appointments:letter": button(OFFICER, MEMBER),
    "appointments:certificate": button(OFFICER, MEMBER),
    "appointments:paper": Door(frozenset({OFFICER, HEAD, MEMBER})),
    "appointments:withdraw-name": button(MEMBER),
    "appointments:give-name": act(MEMBER),
    "erasure:list": Door(frozenset({DPO, AUDITOR, ADMINISTRATOR})),
    "erasure:coming": Door(frozenset({DPO, AUDITOR, ADMINISTRATOR})),
    "erasure:requests": Door(frozenset({DPO})),
    "erasure:decide": act(DPO),
    "erasure:own": act(CITIZEN),
    "erasure:ask": act(WITHDRAWN),
    # meetings
    "meetings:list": Door(SIGNED_IN),
    "meetings:schedule": act(OFFICER),
    "meetings:detail": Door(PANEL),
    "meetings:invite": Door(PANEL),
    "meetings:move": act(OFFICER),
    "meetings:cancel": act(OFFICER),
    "meetings:add-material": act(OFFICER),
    "meetings:material": Door(PANEL),
    "meetings:matter": act(OFFICER),
    "meetings:attendance": act(OFFICER),
    "meetings:minutes": act(OFFICER),
    "meetings:publish-minutes": act(OFFICER),
    "meetings:withhold-minutes": act(OFFICER),
    "meetings:advise": act(MEMBER),
    "meetings:recuse": act(MEMBER, OFFICER),
    "meetings:answer": act(OFFICER),
    # reviews
    "reviews:list": Door(SIGNED_IN),
    "reviews:deliverables": Door(READERS | {VENDOR}),
    "reviews:upload": act(OFFICER, VENDOR),
    "reviews:upload_version": act(OFFICER, VENDOR),
    "reviews:open": act(OFFICER),
    "reviews:detail": Door(AROUND),
    "reviews:file": Door(AROUND),
    "reviews:comment": act(MEMBER),
    "reviews:summary": act(MEMBER),
    "reviews:submit": act(MEMBER),
    "reviews:answers": Door(frozenset({OFFICER})),
    "reviews:extend": act(OFFICER),
    "reviews:close": act(OFFICER),
    "reviews:cancel": act(OFFICER),
    "reviews:result": Door(READERS | {VENDOR}),  # and a member after their own submission
    "reviews:comment_edit": act(MEMBER),
    "reviews:comment_delete": button(MEMBER),
    "reviews:answer": act(OFFICER),
    "reviews:publish": act(OFFICER),
    "reviews:unpublish": act(OFFICER),
    # issues
    "issues:list": Door(AROUND),
    "issues:raise": act(*SPEAKERS),
    "issues:detail": Door(AROUND),
    "issues:reply": act(*SPEAKERS),
    "issues:settle": act(OFFICER),
    "issues:withdraw": act(MEMBER),  # whoever raised it
    # opinions
    "opinions:list": Door(EVERYBODY),
    "opinions:open": act(OFFICER),
    "opinions:detail": Door(EVERYBODY),
    "opinions:material": Door(EVERYBODY),  # while it may be public
    "opinions:matter": act(OFFICER),
    "opinions:give": act(CITIZEN, MEMBER, MEMBER_ELSEWHERE, WITHDRAWN, SUSPENDED, INVITED),
    "opinions:withdraw": button(CITIZEN),  # who wrote it
    "opinions:file": Door(EVERYBODY),  # while the opinion stands on the page
    "opinions:answers": Door(frozenset({OFFICER})),
    "opinions:answer": act(OFFICER),
    "opinions:hide": act(OFFICER),
    "opinions:show": button(OFFICER),
    "opinions:extend": act(OFFICER),
    "opinions:supply": act(OFFICER),
    "opinions:close": act(OFFICER),
    "opinions:cancel": act(OFFICER),
    # decisions
    "decisions:open": act(OFFICER),
    "decisions:detail": Door(PANEL),  # and the contractor once there is a result
    "decisions:file": Door(PANEL),
    "decisions:vote": act(MEMBER),
    "decisions:vote_department": act(*OWNERS),
    "decisions:record": act(OFFICER),
    "decisions:recuse": act(MEMBER, OFFICER),
    "decisions:close": act(OFFICER),
    "decisions:cancel": act(OFFICER),
    # reports
    "reports:write": act(OFFICER),
    "reports:detail": Door(EVERYBODY),  # a draft: READERS
    "reports:publish": act(*OWNERS),
    "reports:order_papers": button(*OWNERS),
    "reports:paper": Door(EVERYBODY),
    "reports:open_survey": act(OFFICER),
    "reports:survey": act(MEMBER, CITIZEN),  # who sits in the panel, and who gave an opinion
    # the public record
    "record:list": Door(EVERYBODY),
    "record:guide": Door(EVERYBODY),
    "record:calendar": Door(EVERYBODY),
    "record:statistics": Door(EVERYBODY),
    "record:project": Door(EVERYBODY),
    "record:meetings": Door(EVERYBODY),
    "record:opinions": Door(EVERYBODY),
    "record:reviews": Door(EVERYBODY),
    "record:decisions": Door(EVERYBODY),
    "record:issues": Door(EVERYBODY),
    "record:deliverables": Door(EVERYBODY),
    "record:minutes": Door(EVERYBODY),
    "record:version": Door(EVERYBODY),
}

# Whole trees with one rule: allauth guards its own pages, and the admin is for administrators.
TREES: dict[str, Door] = {
    "accounts/": Door(EVERYBODY, EVERYBODY),
    "admin/": Door(frozenset({ADMINISTRATOR}), frozenset({ADMINISTRATOR})),
    "api/v1/": Door(EVERYBODY, EVERYBODY),
}
