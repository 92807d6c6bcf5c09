"""Outcomes that are recorded and yet leave their duty open, with the sentence that says why.

Every other outcome settles. The words are the ``outcomes`` of duties in the process definitions; each means the
same wherever it is offered.
"""

ENDS_THE_WAY = "더 추진하지 않으면 유형을 다시 판정해 이 절차를 끝내 주세요."

UNSETTLING: dict[str, str] = {
    "보완": "보완을 요구한 상태입니다. 다시 확인한 결과를 기록해 주세요.",
    "반려": f"반려된 제안으로는 다음 단계로 갈 수 없습니다. {ENDS_THE_WAY}",
    "포함 가능": (
        "기존 사업에 포함할 수 있는 제안입니다. "
        "제안자의 동의를 받아 서울시 기획 사업으로 유형을 다시 판정해 주세요."
    ),
    "부적정": f"적정하지 않다고 검토한 제안으로는 다음 단계로 갈 수 없습니다. {ENDS_THE_WAY}",
    "미상정": f"시민투표에 올리지 않은 사업은 다음 단계로 갈 수 없습니다. {ENDS_THE_WAY}",
    "미선정": f"선정되지 않은 사업은 다음 단계로 갈 수 없습니다. {ENDS_THE_WAY}",
    "미반영": f"예산에 반영되지 않은 사업은 다음 단계로 갈 수 없습니다. {ENDS_THE_WAY}",
    "보류": "결정이 보류되었습니다. 다시 정한 결과를 기록해 주세요.",
    "재의 요구": "재의를 요구한 상태입니다. 이행했는지, 이행하지 않고 사유를 공개했는지 기록해 주세요.",
}


def still_open(outcome: str) -> str:
    """Why a duty stays open after this outcome, in one Korean sentence; empty when the outcome settles it."""
    return UNSETTLING.get(outcome, "")
