"""A lottery that breaks its rules is found out, whoever made it."""

from dataclasses import replace

import numpy as np
import pytest

from panels import lottery
from panels.lottery.soundness import examine
from tests.panels.lottery.pools import people, read, solved, table

LIMITS = {("gender", "F"): (1, 2), ("gender", "M"): (1, 2), ("age", "young"): (1, 3), ("age", "old"): (0, 3)}
CELLS = {"F,young,h": 1, "F,old,h": 1, "F,young,": 3, "M,young,": 3}


@pytest.fixture
def file():
    return solved(*read(people(CELLS, "id,gender,age,home"), table(LIMITS), 3, household="home"))[1]


def changed(file, ticket, members):
    lines = file.members.copy()
    lines[ticket] = members
    return replace(file, members=lines)


def faults(file):
    with pytest.raises(lottery.Unsound) as found:
        examine(file)
    return str(found.value)


def test_quotas(file):
    assert faults(changed(file, 0, [5, 6, 7])) == (
        "gender 'F'이(가) 1~2명이 아닌 추첨안이 있습니다. gender 'M'이(가) 1~2명이 아닌 추첨안이 있습니다."
    )


def test_size_and_doubles(file):
    assert "서로 다른 3명이 아닌 추첨안이 있습니다." in faults(changed(file, 0, [0, 5, 5]))
    assert "서로 다른 3명이 아닌 추첨안이 있습니다." in faults(replace(file, members=file.members[:, :2]))


def test_households(file):
    assert "한 가구에서 두 사람이 들어간 추첨안이 있습니다." in faults(changed(file, 0, [0, 1, 5]))


def test_equality(file):
    favoured = np.sort(np.where(file.members == 2, 3, file.members), axis=1)
    assert "조건이 같은 사람들(F, young)의 표가 0~" in faults(replace(file, members=favoured))


def test_proof(file):
    found = replace(file.lottery, bound=file.lottery.bound / 2)
    assert "보다 큽니다." in faults(replace(file, lottery=found))
    found = replace(file.lottery, ideal=np.zeros(len(file.lottery.ideal)))
    found.__dict__["shut_out"] = np.arange(len(found.ideal)) == 0
    assert "에게 표가 있습니다." in faults(replace(file, lottery=found))
