"""The names of the rules that stand behind the duties, as an official would cite them.

Where a rule was made for statutory committees and a panel only borrows it, the duty says 준용. What no public
text prescribes, and this portal proposes, says 운영 기준(추론); what the yearly rounds of participatory
budgeting show, says 운영 사례.
"""

TYPES = "가이드라인 2"
CONSULTATION = "가이드라인 3-1"
ADVISORY = "가이드라인 3-2"
COLLABORATION = "가이드라인 3-3"
CITIZEN_LED = "가이드라인 3-4"
TOUCH_POINTS = "가이드라인 4-1"
COMPOSITION = "가이드라인 5-2"
PROPOSED = "운영 기준(추론)"
PRACTICE = "시민참여예산제 운영 사례"

PROCEDURE = "서울특별시 정보화사업 추진절차에 관한 규칙"
EVALUATION = "서울특별시 제안서평가위원회 설치 및 운영에 관한 규칙"
BUDGETING = "서울특별시 시민참여예산제 운영 조례"
COMMITTEES = "서울특별시 각종 위원회의 설치·운영에 관한 조례"
ALLOWANCES = "서울특별시 위원회 수당 및 여비 지급 조례 시행규칙"
PARTICIPATION = "서울특별시 시민참여 기본 조례"
DISTRICT = "서울특별시 광진구 정보화사업 추진 절차에 관한 규칙"
BUILD_AND_RUN = "행정기관 및 공공기관 정보시스템 구축·운영 지침"
E_GOVERNMENT = "전자정부법 시행령"
PRIVACY = "개인정보 보호법 시행령"
CONTRACTS = "지방자치단체를 당사자로 하는 계약에 관한 법률 시행령"
