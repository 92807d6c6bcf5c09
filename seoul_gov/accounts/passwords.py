"""What makes a password good enough: long, not common, not one's own name, not the portal's. Nothing else is asked."""

import re

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

LEAST_OF_ONES_OWN = 9
OUR_WORDS = re.compile(r"seoul|governance|portal|password|서울|거버넌스|정보화|비밀번호", re.IGNORECASE)


class LongEnough(MinimumLengthValidator):
    def get_error_message(self):
        return f"{self.min_length}자 이상으로 정해 주세요."

    def get_help_text(self):
        return f"{self.min_length}자 이상이면 되고, 여러 단어를 이어 쓰면 외우기 쉽습니다."


class NotCommon(CommonPasswordValidator):
    def get_error_message(self):
        return "널리 쓰이는 비밀번호입니다. 다른 비밀번호를 정해 주세요."

    def get_help_text(self):
        return "널리 쓰이는 비밀번호는 쓸 수 없습니다."


class NotOneself(UserAttributeSimilarityValidator):
    def get_error_message(self):
        return "이름이나 이메일 주소와 너무 비슷한 비밀번호입니다. 다른 비밀번호를 정해 주세요."

    def get_help_text(self):
        return "이름이나 이메일 주소와 비슷하면 안 됩니다."


class NotTheTopic:
    """Refuses passwords that consist of words about this place and little else."""

    def validate(self, password, user=None):
        own = re.sub(r"\W", "", OUR_WORDS.sub("", password))
        if OUR_WORDS.search(password) and len(own) < LEAST_OF_ONES_OWN:
            raise ValidationError(
                "누구나 떠올릴 말로 된 비밀번호입니다. 다른 말을 더 넣어 주세요.", code="topic"
            )

    def get_help_text(self):
        return "‘서울’, ‘거버넌스’처럼 누구나 떠올릴 말로만 정하지 말아 주세요."
