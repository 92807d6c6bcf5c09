"""Who is told."""

from tests import factories
from tests.workflows.driver.walking import duty
from workflows.driver import people


def names(recipients):
    return sorted(person.name for person in recipients)


def test_the_department_is_its_officers_and_heads_in_office(
    official, head, second_official, other_official, department, auditor, run
):
    gone = factories.make_official("officer", department=department, name="옛담당")
    gone.role_grants.update(ended_at=run.started_at)
    factories.make_official("officer", department=department, name="막힌담당", is_active=False)
    assert names(people.department(run.project, but=official)) == ["박부서장", "서담당"]


def test_everybody_is_the_department_and_the_members_in_office(official, head, run):
    panel = factories.make_panel(run.project)
    factories.make_member(panel, name="단원 가")
    left = factories.make_member(panel, name="단원 나")
    left.state = "withdrawn"
    left.save()
    factories.make_member(
        factories.make_panel(run.project, name="옛 기구", state="dissolved"), name="단원 다"
    )
    elsewhere = factories.make_project(officer=official)
    factories.make_member(factories.make_panel(elsewhere), name="단원 라")
    assert names(people.everybody(run.project, but=official)) == ["단원 가", "박부서장"]


def test_deciders(official, head, governance_officer, run):
    assert names(people.deciders(duty(run, "p3"), but=official)) == ["박부서장"]
    assert names(people.deciders(duty(run, "ad1"), but=official)) == ["최거버"]
    assert names(people.deciders(duty(run, "p3"), but=head)) == []
