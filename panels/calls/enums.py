"""The words of a call: how it stands, and what counts for a seat."""

from django.db.models import TextChoices


class CallState(TextChoices):
    DRAFT = "draft", "작성 중"
    PUBLISHED = "published", "공고"
    CANCELLED = "cancelled", "취소"


class CallPhase(TextChoices):
    """How a call stands at a moment, as the public reads it."""

    DRAFT = "draft", "작성 중"
    PLANNED = "planned", "모집 예정"
    TAKING = "taking", "모집 중"
    OVER = "over", "접수 마감"
    CANCELLED = "cancelled", "취소"

    @property
    def tone(self) -> str:
        """The colour in which a badge shows it."""
        return {CallPhase.TAKING: "info", CallPhase.OVER: "success"}.get(self, "gray")


class Criterion(TextChoices):
    """What is scored when seats are given (가이드라인 5-2, 선정 기준)."""

    USE = "use", "정보서비스 사용 여부"
    INTEREST = "interest", "관심"
    UNDERSTANDING = "understanding", "이해도"
    RECORD = "record", "관련 활동경력"
    UTILISATION = "utilisation", "정보서비스 활용도"
    IT_EXPERTISE = "it_expertise", "IT 분야 전문지식"
    FIELD_EXPERTISE = "field_expertise", "해당 분야 전문지식"
    PROJECT_UNDERSTANDING = "project_understanding", "사업 이해도"


class Passage(TextChoices):
    """A part of a call that can be changed, as readers know it."""

    TITLE = "title", "제목"
    SEATS = "seats", "모집 인원"
    PERIOD = "period", "신청 기간"
    ELIGIBILITY = "eligibility", "신청 자격"
    ALLOWANCE = "allowance", "수당과 지원"
    DUTIES = "duties", "하는 일"
    DATES = "dates", "활동 일정"
    CRITERIA = "criteria", "선정 기준과 배점"
    WAY = "way", "뽑는 방법"
    RANKING = "ranking", "점수와 순위 기준"


class ApplicationState(TextChoices):
    DRAFT = "draft", "작성 중"
    SUBMITTED = "submitted", "접수"
    WITHDRAWN = "withdrawn", "철회"
    ERASED = "erased", "파기"


class AgeBand(TextChoices):
    """An age as a band: nobody's day of birth is asked for. Under 14 a guardian agrees (개인정보 보호법 제22조의2)."""

    UNDER_14 = "under_14", "만 14세 미만"
    TEENS = "teens", "만 14~19세"
    TWENTIES = "20s", "20대"
    THIRTIES = "30s", "30대"
    FORTIES = "40s", "40대"
    FIFTIES = "50s", "50대"
    SIXTIES = "60s", "60대"
    OLDER = "70s", "70대 이상"


class Gender(TextChoices):
    FEMALE = "female", "여성"
    MALE = "male", "남성"
    OTHER = "other", "그 밖"


class Occupation(TextChoices):
    """A few groups that can be checked: a rare one would raise the chance of who claims it."""

    STUDENT = "student", "학생"
    OFFICE = "office", "사무·관리·전문직"
    FIELD = "field", "서비스·판매·생산직"
    SELF_EMPLOYED = "self_employed", "자영업"
    CARE = "care", "가사·돌봄"
    OUT_OF_WORK = "out_of_work", "구직·은퇴"
    OTHER = "other", "그 밖"


class District(TextChoices):
    """Where somebody lives: one of Seoul's 25, or elsewhere."""

    JONGNO = "jongno", "종로구"
    JUNG = "jung", "중구"
    YONGSAN = "yongsan", "용산구"
    SEONGDONG = "seongdong", "성동구"
    GWANGJIN = "gwangjin", "광진구"
    DONGDAEMUN = "dongdaemun", "동대문구"
    JUNGNANG = "jungnang", "중랑구"
    SEONGBUK = "seongbuk", "성북구"
    GANGBUK = "gangbuk", "강북구"
    DOBONG = "dobong", "도봉구"
    NOWON = "nowon", "노원구"
    EUNPYEONG = "eunpyeong", "은평구"
    SEODAEMUN = "seodaemun", "서대문구"
    MAPO = "mapo", "마포구"
    YANGCHEON = "yangcheon", "양천구"
    GANGSEO = "gangseo", "강서구"
    GURO = "guro", "구로구"
    GEUMCHEON = "geumcheon", "금천구"
    YEONGDEUNGPO = "yeongdeungpo", "영등포구"
    DONGJAK = "dongjak", "동작구"
    GWANAK = "gwanak", "관악구"
    SEOCHO = "seocho", "서초구"
    GANGNAM = "gangnam", "강남구"
    SONGPA = "songpa", "송파구"
    GANGDONG = "gangdong", "강동구"
    ELSEWHERE = "elsewhere", "서울 밖"


class Frequency(TextChoices):
    """How often somebody uses the service now, or one like it."""

    DAILY = "daily", "거의 매일"
    WEEKLY = "weekly", "한 주에 한두 번"
    MONTHLY = "monthly", "한 달에 한두 번"
    RARELY = "rarely", "어쩌다"
    NEVER = "never", "써 본 적 없음"
