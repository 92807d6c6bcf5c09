"""How allauth works for us: our users, our words, our addresses. The roof adds how its mail goes out."""

import base64
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from . import agreements, sealing

TOO_OFTEN = "짧은 시간에 너무 여러 번 시도했습니다. 잠시 뒤 다시 시도해 주세요."
WRONG_CODE = "인증번호가 맞지 않습니다. 다시 확인해 주세요."
TRIES_USED_UP = "여러 번 맞지 않아 잠시 막았습니다. 5분 뒤 다시 시도하거나 비밀번호를 새로 정해 주세요."
CODES_USED_UP = "인증번호가 여러 번 맞지 않았습니다. 잠시 뒤 로그인하시면 새 인증번호를 보내 드립니다."


class AccountAdapter(DefaultAccountAdapter):
    """How allauth writes our users: one field for the name, mail addresses in lower case, the agreement with its moment.

    Links in mail begin with PORTAL_BASE_URL, never with the host that a request claims. Failed logins are counted by
    address alone, so that neither capital letters nor another host name begin a new count.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "쓸 수 없는 계정입니다.",
        "duplicate_email": "지금 쓰고 있는 이메일 주소입니다.",
        "email_password_mismatch": "이메일 주소나 비밀번호가 맞지 않습니다.",
        "email_taken": "이미 쓰이고 있는 이메일 주소입니다.",
        "enter_current_password": "지금 비밀번호가 맞지 않습니다.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "비밀번호가 맞지 않습니다.",
        "invalid_login": "로그인하지 못했습니다.",
        "invalid_or_expired_key": "쓸 수 없거나 기한이 지난 주소입니다.",
        "invalid_password_reset": "쓸 수 없거나 기한이 지난 주소입니다.",
        "rate_limited": TOO_OFTEN,
        "same_as_current": "지금과 다른 이메일 주소를 입력해 주세요.",
        "too_many_login_attempts": TRIES_USED_UP,
    }

    def add_message(self, request, level, *args, message=None, **kwargs):
        """What allauth says; of codes that did not fit it says what it says of passwords, and a new one is all it takes."""
        at = request.resolver_match
        if message == TRIES_USED_UP and at and at.url_name == "account_email_verification_sent":
            message = CODES_USED_UP
        return super().add_message(request, level, *args, message=message, **kwargs)

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data["name"]
        user.agreed_version, user.agreed_at = agreements.VERSION, timezone.now()
        return super().save_user(request, user, form, commit)

    def clean_email(self, email):
        return super().clean_email(email).lower()

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("accounts:profile")

    def get_reset_password_from_key_url(self, key):
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return settings.PORTAL_BASE_URL + path

    def _get_login_attempts_cache_key(self, request, **credentials):
        return credentials.get("email", "").lower()

    def get_reauthentication_methods(self, user):
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": REAUTHENTICATION[method["id"]]} for method in methods]


REAUTHENTICATION = {
    "reauthenticate": "비밀번호로 확인",
    "mfa_reauthenticate": "인증 앱이나 복구 번호로 확인",
    "mfa_reauthenticate:webauthn": "패스키로 확인",
}


class FactorAdapter(DefaultMFAAdapter):
    """Second factors in our words; their secrets lie encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "이 인증 수단은 지울 수 없습니다.",
        "cannot_generate_recovery_codes": "인증 앱이나 패스키를 먼저 등록해야 복구 번호를 만들 수 있습니다.",
        "incorrect_code": WRONG_CODE,
        "unverified_email": "이메일 주소를 확인한 뒤에 2단계 인증을 등록할 수 있습니다.",
    }

    def encrypt(self, text):
        return sealing.seal(text)

    def decrypt(self, encrypted_text):
        """The secret; where its key is gone, one that nobody knows, so that no code fits."""
        return sealing.unseal(encrypted_text) or base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user, type):
        number = user.authenticator_set.filter(type=type).count() + 1
        return f"내 패스키 {number}" if number > 1 else "내 패스키"

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}
