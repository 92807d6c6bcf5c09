from panels.lottery.kinds import Kind, Shape, sort_into_kinds
from panels.lottery.pool import Volunteer


def volunteer(number, value, household="", tier=""):
    return Volunteer(f"p{number}", (value,), tier, household)


def test_people_who_are_alike_are_of_one_kind():
    people = (volunteer(0, "F"), volunteer(1, "M"), volunteer(2, "F"), volunteer(3, "F", tier="A"))
    kinds, shapes = sort_into_kinds(people)
    assert kinds == (Kind(("F",), "", (0, 2)), Kind(("F",), "A", (3,)), Kind(("M",), "", (1,)))
    assert shapes == ()


def test_households_of_one_shape_are_exchangeable():
    people = (
        volunteer(0, "F", "h1"),
        volunteer(1, "M", "h1"),
        volunteer(2, "M", "h2"),
        volunteer(3, "F", "h2"),
        volunteer(4, "F", "alone"),
        volunteer(5, "F"),
        volunteer(6, "F", "h3"),
        volunteer(7, "F", "h3"),
    )
    kinds, shapes = sort_into_kinds(people)
    assert [kind.members for kind in kinds] == [(4, 5), (6, 7), (0, 3), (1, 2)]
    assert shapes == (
        Shape((1,), (((6, 7),),)),
        Shape((2, 3), (((0,), (1,)), ((3,), (2,)))),
    )
