from django import forms


class SignupForm(forms.Form):
    """What the sign-up page asks besides address and password."""

    name = forms.CharField(label="이름", max_length=50, help_text="의견과 회의록에 쓰일 이름입니다.")

    field_order = ["name", "email", "password1", "password2"]

    def signup(self, request, user):
        """Part of allauth's contract; the adapter has already written the name."""
