"""What members and applicants agree to, for an installation to begin with; later versions are added in the admin."""

from datetime import datetime

from seoul_gov.ui.korean import SEOUL

from .enums import TextKind
from .models import SignedText

VERSION = "v1"
IN_FORCE_FROM = datetime(2018, 2, 1, tzinfo=SEOUL)
SECOND = "v2"
ERASES_FROM = datetime(2026, 11, 27, tzinfo=SEOUL)
"""Since when the portal erases by itself what is past its period, and shows names."""

THIRD = "v3"
GUARDS_FROM = datetime(2026, 11, 28, tzinfo=SEOUL)
"""Since when a child may become a member, chosen or invited, whose guardian agrees too."""
SINCE = {SECOND: ERASES_FROM, THIRD: GUARDS_FROM}

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

CONSENT_SECOND = """개인정보 보호법 제15조에 따라 다음과 같이 개인정보를 수집·이용합니다.

1. 수집·이용 목적: 추진단의 구성과 운영(위촉, 회의와 검토의 안내, 이해관계 확인, 활동 기록)
2. 수집하는 항목: 이름, 이메일 주소, 소속·분야, 이해관계 신고 내용, 서약·동의의 일시와 접속지, 활동 중에 낸 의견과 출석 기록
3. 보유·이용 기간: 활동이 끝난 날부터 3년. 기간이 지나면 포털이 저절로 지우고 파기 기록을 남깁니다. 다만 누가 언제 어느 \
접속지에서 무엇을 했는지 적은 처리 기록과 제출한 의견, 회의록은 이름을 보이지 않고 사업 기록으로 보존합니다. 보거나 고치는 일은 \
담당부서가, 활동이 끝난 뒤에 기간이 되기 전에 지워 달라는 요청은 개인정보 담당이 받습니다.
4. 동의를 거부할 권리와 불이익: 동의를 거부할 수 있습니다. 다만 추진단 운영에 꼭 필요한 정보이므로 거부하면 추진단에 참여할 수 \
없습니다. 그 밖의 불이익은 없습니다.

만 14세 이상만 동의할 수 있습니다."""

CONSENT_THIRD = CONSENT_SECOND.replace(
    "활동 중에 낸 의견과 출석 기록",
    "활동 중에 낸 의견과 출석 기록. 만 14세 미만은 법정대리인의 이름과 연락처",
).replace("만 14세 이상만 동의할 수 있습니다.", "만 14세 미만은 법정대리인이 함께 동의해야 합니다.")

CONSENT_NAME = """담당부서가 추진단 명단이나 회의록을 시민에게 공개할 때 이름을 함께 공개하는 데 동의합니다.

이 포털에는 시민에게 이름을 공개하는 화면이 없습니다. 담당부서가 명단이나 회의록을 누리집 등에 공개할 때, 누가 동의했는지 \
포털에서 확인합니다. 이 동의와 관계없이 같은 추진단의 구성원과 이 사업을 맡은 시 직원에게는 이름이 보입니다.

1. 이용 목적: 추진단 활동의 투명한 공개
2. 공개하는 항목: 이름, 추진단에서 맡은 역할
3. 공개 기간: 추진단 활동 기간과 활동이 끝난 날부터 3년. 그 전이라도 동의를 철회하려면 담당부서에 알려 주세요. \
담당부서가 그 뒤의 공개에서 이름을 뺍니다.
4. 동의를 거부할 권리와 불이익: 동의하지 않아도 추진단에 참여할 수 있고 어떤 불이익도 없습니다. 동의하지 않으면 이름을 빼고 \
공개합니다."""

APPLY = """개인정보 보호법 제15조에 따라 다음과 같이 개인정보를 수집·이용합니다.

1. 수집·이용 목적: 추진단 단원의 선정(신청 접수, 자격 확인, 심사와 추첨, 결과 안내, 이해관계 확인)
2. 수집하는 항목: 이름, 이메일 주소, 연령대, 성별, 직업, 거주 자치구, 서비스 이용과 관심에 관한 답, 활동경력과 전문분야와 그 \
증빙(만나서 활동하는 추진단만), 참여할 수 있는 날, 이해관계 신고 내용, 동의의 일시와 접속지. 만 14세 미만은 법정대리인의 이름과 \
연락처. 주민등록번호는 받지 않습니다.
3. 보유·이용 기간: 선정되지 않은 신청은 선정 결과를 알린 날부터 6개월, 선정된 신청은 활동이 끝난 날부터 3년. 포털이 저절로 \
지우지는 않으며, 기간이 지나면 포털을 운영하는 부서가 지체 없이 파기합니다. \
누가 언제 무엇을 했는지 적은 처리 기록에는 이름 대신 접수번호만 남습니다.
4. 추첨의 공개: 추첨으로 정하는 모집에서는 누구나 추첨을 확인할 수 있도록 접수번호와 연령대·성별·직업 구분, 심사 순위를 \
이름 없이 공개합니다.
5. 동의를 거부할 권리와 불이익: 동의를 거부할 수 있습니다. 다만 선정에 꼭 필요한 정보이므로 거부하면 신청할 수 없습니다. 그 밖의 \
불이익은 없습니다."""

APPLY_SECOND = """개인정보 보호법 제15조에 따라 다음과 같이 개인정보를 수집·이용합니다.

1. 수집·이용 목적: 추진단 단원의 선정(신청 접수, 자격 확인, 심사와 추첨, 결과 안내, 이해관계 확인)
2. 수집하는 항목: 이름, 이메일 주소, 연령대, 성별, 직업, 거주 자치구, 서비스 이용과 관심에 관한 답, 활동경력과 전문분야와 그 \
증빙(만나서 활동하는 추진단만), 참여할 수 있는 날, 이해관계 신고 내용, 동의의 일시와 접속지. 만 14세 미만은 법정대리인의 이름과 \
연락처. 주민등록번호는 받지 않습니다.
3. 보유·이용 기간: 선정되지 않은 신청은 선정 결과를 알린 날부터 6개월, 선정된 신청은 활동이 끝난 날부터 3년, 내지 않은 신청은 \
접수가 끝난 날부터 30일, 철회한 신청은 철회한 날부터 30일. 기간이 지나면 포털이 저절로 지우고 파기 기록을 남깁니다. 선정되지 \
않은 신청은 그 전이라도 본인이 지울 수 있습니다. 접수번호와 심사 점수는 이름 없이 남습니다. 누가 언제 어느 접속지에서 무엇을 \
했는지 적은 처리 기록은 지우지 않지만, 그 기록을 보는 화면에는 신청자의 이름이 보이지 않습니다.
4. 추첨의 공개: 추첨으로 정하는 모집에서는 누구나 추첨을 확인할 수 있도록 접수번호와 연령대·성별·직업 구분, 심사 순위를 \
이름 없이 공개합니다.
5. 동의를 거부할 권리와 불이익: 동의를 거부할 수 있습니다. 다만 선정에 꼭 필요한 정보이므로 거부하면 신청할 수 없습니다. 그 밖의 \
불이익은 없습니다."""

APPLY_NEWS = """앞으로 다른 추진단의 단원을 모집할 때 안내 메일을 받는 데 동의합니다.

1. 이용 목적: 시민추진단 모집 안내
2. 이용하는 항목: 이름, 이메일 주소
3. 이용 기간: 신청서를 파기할 때까지. 그 전이라도 알림 설정에서 언제든지 그만 받을 수 있습니다.
4. 동의를 거부할 권리와 불이익: 동의하지 않아도 신청할 수 있고 선정에 어떤 영향도 없습니다."""

GUARDIAN = """개인정보 보호법 제22조의2에 따라 만 14세 미만 아동의 개인정보를 처리하려면 법정대리인의 동의가 필요합니다.

나는 신청자의 법정대리인으로서 신청 내용과 위의 개인정보 수집·이용 내용을 확인하였고, 자녀가 추진단에 신청하여 활동하는 데 \
동의합니다. 담당부서가 동의를 확인하려고 적어 주신 연락처로 연락할 수 있습니다."""

CONSENT_NAME_SECOND = """추진단 활동을 시민에게 공개할 때 이름을 함께 공개하는 데 동의합니다.

이 포털의 사업 공개 화면에 ‘위촉 단원’으로 이름과 역할을 싣습니다. 담당부서가 명단이나 회의록을 누리집 등에 공개할 때도 이름을 \
함께 공개합니다. 이 동의와 관계없이 같은 추진단의 구성원과 이 사업을 맡은 시 직원에게는 이름이 보입니다.

1. 이용 목적: 추진단 활동의 투명한 공개
2. 공개하는 항목: 이름, 추진단에서 맡은 역할
3. 공개 기간: 추진단 활동 기간과 임기를 마친 날부터 3년. 임기를 마치기 전에 그만두거나 위촉이 해제되면 그때부터 싣지 않습니다. \
동의는 ‘내 위촉’ 화면에서 언제든지 철회할 수 있고, 철회하면 포털은 이름을 바로 내리고 담당부서는 그 뒤의 공개에서 이름을 뺍니다.
4. 동의를 거부할 권리와 불이익: 동의하지 않아도 추진단에 참여할 수 있고 어떤 불이익도 없습니다. 동의하지 않으면 이름을 빼고 \
공개합니다."""

GUARDIAN_THIRD = """개인정보 보호법 제22조의2에 따라 만 14세 미만 아동의 개인정보를 처리하려면 법정대리인의 동의가 필요합니다.

나는 신청하거나 초대를 받은 아동의 법정대리인으로서 위의 내용과 개인정보 수집·이용 내용을 확인하였고, 자녀가 추진단에 참여하여 \
활동하는 데 동의합니다. 담당부서가 동의를 확인하려고 적어 주신 연락처로 연락할 수 있습니다."""

FIRST = {
    TextKind.PLEDGE: PLEDGE,
    TextKind.CONSENT: CONSENT,
    TextKind.CONSENT_NAME: CONSENT_NAME,
    TextKind.APPLY: APPLY,
    TextKind.APPLY_NEWS: APPLY_NEWS,
    TextKind.GUARDIAN: GUARDIAN,
}


FOLLOWING = {
    (TextKind.CONSENT, SECOND): CONSENT_SECOND,
    (TextKind.APPLY, SECOND): APPLY_SECOND,
    (TextKind.CONSENT_NAME, SECOND): CONSENT_NAME_SECOND,
    (TextKind.CONSENT, THIRD): CONSENT_THIRD,
    (TextKind.GUARDIAN, THIRD): GUARDIAN_THIRD,
}
"""What follows the first version where an installation has written none of its own."""


def load_texts() -> int:
    """Add what is missing of the portal's own versions; answers how many are new. Nothing is overwritten, and where
    somebody has written another version of a text, that is left to follow the first one."""
    known = set(SignedText.objects.values_list("kind", "version"))
    made = [
        SignedText.objects.get_or_create(
            kind=kind, version=VERSION, defaults={"body": body, "effective_from": IN_FORCE_FROM}
        )[1]
        for kind, body in FIRST.items()
        if (kind, VERSION) not in known
    ]
    own = {kind for kind, version in known if version != VERSION and version not in SINCE}
    later = [
        SignedText(kind=kind, version=version, body=body, effective_from=SINCE[version])
        for (kind, version), body in FOLLOWING.items()
        if kind not in own and (kind, version) not in known
    ]
    SignedText.objects.bulk_create(later)
    return sum(made) + len(later)
