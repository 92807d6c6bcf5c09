"""The forms of sign-up, login and account, in our words; what they do is allauth's."""

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.exceptions import ValidationError

from seoul_gov.ui.forms import HIDDEN, PortalForm, hidden_characters, speak_plainly
from seoul_gov.ui.letters import bare

from . import agreements
from .adapters import WRONG_CODE
from .models import User
from .passwords import NotOneself

ABOUT_PASSWORDS = (
    "12자 이상이면 되고, 여러 단어를 이어 쓰면 외우기 쉽습니다. 널리 쓰이는 비밀번호는 쓸 수 없습니다."
)
ABOUT_NAMES = "추진단의 검토 의견과 회의록에 쓰일 이름입니다. 시민 의견수렴에서는 아무에게도 보이지 않습니다."
CODE_LIVES = 180


class OurWords:
    """Gives allauth's fields our labels and help, and takes the placeholders that repeat the label away."""

    labels = {
        "login": "이메일",
        "email": "이메일",
        "password": "비밀번호",
        "oldpassword": "지금 비밀번호",
        "password1": "비밀번호",
        "password2": "비밀번호 다시 입력",
        "code": "인증번호",
        "name": "이름",
        "terms": "이용약관 동의, 만 14세 이상",
        "privacy": "개인정보 수집·이용 동의",
        "passwordless": "비밀번호 없이 이 패스키만으로 로그인",
    }
    helps = {
        "password1": ABOUT_PASSWORDS,
        "passwordless": "지문, 얼굴이나 화면 잠금 번호로 확인하는 기기여야 합니다.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            speak_plainly(field)
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocapitalize": "off"}


class OwnName:
    """Cleans a ``name``: one line, one space between words, nothing hidden and something to see."""

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if hidden_characters(name):
            raise ValidationError(HIDDEN)
        if not bare(name):
            raise ValidationError("이름을 적어 주세요.")
        return name


class LoginForm(OurWords, account.LoginForm):
    pass


class SignupForm(OwnName, OurWords, account.SignupForm):
    """Name, address, password twice, and the agreement to the terms and to the use of personal data, apart."""

    name = forms.CharField(max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    terms = forms.BooleanField(error_messages={"required": "동의해야 가입할 수 있습니다."})
    privacy = forms.BooleanField(error_messages={"required": "동의해야 가입할 수 있습니다."})
    field_order = ["name", "email", "password1", "password2", "terms", "privacy"]
    helps = OurWords.helps | {"name": ABOUT_NAMES}
    texts = {name: agreements.template(agreements.VERSION, name) for name in agreements.TEXTS}

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("password1") and self.cleaned_data.get("name"):
            try:
                NotOneself(["name"]).validate(cleaned["password1"], User(name=cleaned["name"]))
            except ValidationError as refusal:
                self.add_error("password1", refusal)
        return cleaned

    def try_save(self, request):
        """As allauth does; a known address takes as long as a new one."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class NameForm(OwnName, PortalForm):
    """One's own name, corrected."""

    name = forms.CharField(
        label="이름",
        max_length=50,
        help_text=f"{ABOUT_NAMES} 이미 남은 기록의 이름은 바뀌지 않습니다.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class ChangeEmailForm(OurWords, account.AddEmailForm):
    labels = OurWords.labels | {"email": "새 이메일"}


class ConfirmEmailForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    labels = OurWords.labels | {"code": "인증번호 6자리"}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    labels = OurWords.labels | {"password1": "새 비밀번호", "password2": "새 비밀번호 다시 입력"}


class SetPasswordForm(OurWords, account.SetPasswordForm):
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    helps = {"email": "가입할 때 쓴 이메일 주소입니다."}


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):
    labels = ChangePasswordForm.labels


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    pass


class OneUse:
    """A code that was taken is not taken again while it could still fit."""

    def clean_code(self):
        code = super().clean_code()
        digits = "".join(filter(str.isalnum, code))
        if not cache.add(f"accounts.code:{self.user.pk}:{digits}", 1, timeout=CODE_LIVES):
            raise ValidationError(WRONG_CODE)
        return code


class FactorForm(OneUse, OurWords, factors.AuthenticateForm):
    labels = {"code": "인증번호"}
    helps = {"code": "인증 앱에 보이는 6자리 번호입니다. 휴대전화가 없으면 복구 번호 8자리를 입력해 주세요."}


class FactorAgainForm(OneUse, OurWords, factors.ReauthenticateForm):
    labels = FactorForm.labels
    helps = FactorForm.helps


class ActivateAppForm(OurWords, totp.ActivateTOTPForm):
    labels = {"code": "인증 앱에 보이는 6자리 번호"}


class AddPasskeyForm(OurWords, passkeys.AddWebAuthnForm):
    labels = OurWords.labels | {"name": "패스키 이름"}
    helps = OurWords.helps | {"name": "‘내 휴대전화’처럼 알아보기 쉬운 이름을 붙여 주세요."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(OurWords, passkeys.EditWebAuthnForm):
    labels = AddPasskeyForm.labels
