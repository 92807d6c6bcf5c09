from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """How allauth writes our users: one field for the name, mail addresses in lower case."""

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)

    def clean_email(self, email):
        return super().clean_email(email).lower()
