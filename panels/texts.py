"""The first version of what members sign, for an installation to begin with; later versions are added in the admin."""

from datetime import datetime

from seoul_gov.ui.korean import SEOUL

from .enums import TextKind
from .models import SignedText

VERSION = "v1"
IN_FORCE_FROM = datetime(2018, 2, 1, tzinfo=SEOUL)

PLEDGE = """나는 정보화사업에 참여하는 추진단의 구성원으로서 다음을 지킬 것을 서약합니다.

1. 활동하면서 알게 된 공개되지 않은 정보(사업계획, 산출물, 회의 내용, 다른 사람의 개인정보)를 활동 기간은 물론 활동이 \
끝난 뒤에도 남에게 알리거나 활동 밖의 목적으로 쓰지 않겠습니다.
2. 활동과 관련하여 금품이나 향응, 그 밖의 부당한 이익을 주지도 받지도 않겠습니다.
3. 다루는 안건이 나, 가족, 내가 속한 기관의 이해관계와 얽히면 미리 알리고 그 안건의 검토와 의결에서 빠지겠습니다.
4. 받은 자료의 저작권과 개인정보를 존중하고, 활동이 끝나면 보관하던 자료를 없애겠습니다.
5. 이 서약을 어기면 위촉이 해제될 수 있음을 알고 있습니다."""

CONSENT = """개인정보 보호법 제15조에 따라 다음과 같이 개인정보를 수집·이용합니다.

1. 수집·이용 목적: 추진단의 구성과 운영(위촉, 회의와 검토의 안내, 이해관계 확인, 활동 기록)
2. 수집하는 항목: 이름, 이메일 주소, 소속·분야, 이해관계 신고 내용, 서약·동의의 일시와 접속지, 활동 중에 낸 의견과 출석 기록
3. 보유·이용 기간: 활동이 끝난 날부터 3년. 포털이 저절로 지우지는 않으며, 기간이 지난 정보는 포털을 운영하는 부서가 \
파기합니다. 다만 누가 언제 어느 접속지에서 무엇을 했는지 적은 처리 기록과 제출한 의견, 회의록은 사업 기록으로 보존합니다. \
보거나 고치거나 지워 달라는 요청은 담당부서가 받습니다.
4. 동의를 거부할 권리와 불이익: 동의를 거부할 수 있습니다. 다만 추진단 운영에 꼭 필요한 정보이므로 거부하면 추진단에 참여할 수 \
없습니다. 그 밖의 불이익은 없습니다.

만 14세 이상만 동의할 수 있습니다."""

CONSENT_NAME = """담당부서가 추진단 명단이나 회의록을 시민에게 공개할 때 이름을 함께 공개하는 데 동의합니다.

이 포털에는 시민에게 이름을 공개하는 화면이 없습니다. 담당부서가 명단이나 회의록을 누리집 등에 공개할 때, 누가 동의했는지 \
포털에서 확인합니다. 이 동의와 관계없이 같은 추진단의 구성원과 이 사업을 맡은 시 직원에게는 이름이 보입니다.

1. 이용 목적: 추진단 활동의 투명한 공개
2. 공개하는 항목: 이름, 추진단에서 맡은 역할
3. 공개 기간: 추진단 활동 기간과 활동이 끝난 날부터 3년. 그 전이라도 동의를 철회하려면 담당부서에 알려 주세요. \
담당부서가 그 뒤의 공개에서 이름을 뺍니다.
4. 동의를 거부할 권리와 불이익: 동의하지 않아도 추진단에 참여할 수 있고 어떤 불이익도 없습니다. 동의하지 않으면 이름을 빼고 \
공개합니다."""

FIRST = {TextKind.PLEDGE: PLEDGE, TextKind.CONSENT: CONSENT, TextKind.CONSENT_NAME: CONSENT_NAME}


def load_texts() -> int:
    """Add the first version of each text where it is missing; answers how many are new. Nothing is overwritten."""
    made = [
        SignedText.objects.get_or_create(
            kind=kind, version=VERSION, defaults={"body": body, "effective_from": IN_FORCE_FROM}
        )[1]
        for kind, body in FIRST.items()
    ]
    return sum(made)
