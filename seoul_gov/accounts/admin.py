"""Accounts, roles and departments in Django's admin: each write goes through an action, nothing can be deleted."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from auditlog import get_logentry_model
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from seoul_gov.ui.admin import PersonalAdmin, ReadOnlyAdmin

from . import actions
from .enums import Role
from .models import Department, RoleGrant, User

LogEntry = get_logentry_model()
ABOUT_PEOPLE = ("rolegrant", "authenticator", "vendor")
"""What else than accounts names people where it was changed."""

# Addresses and factors belong to their owners, groups do not exist here, the log gets a page of ours.
admin.site.unregister([Authenticator, EmailAddress, Group, LogEntry])


def differences(entry) -> list[tuple[str, str, str]]:
    """What an entry of the log says: field, before and after; nothing is written as a dash."""
    shown = [
        (name, *("-" if value in ("", "None") else value for value in values))
        for name, values in pairs(entry)
    ]
    return [(name, old, new) for name, old, new in shown if old != new and name != "ID"]


def pairs(entry):
    """Each field that an entry names with its value before and after; who was put in or taken out is such a pair too."""
    named = entry.changes_display_dict
    links = [change for change in entry.changes_dict.values() if isinstance(change, dict)]
    if not links:
        return named.items()
    # The log writes an entry of its own for each such change.
    who = ", ".join(links[0]["objects"])
    return [(name, ("", who) if links[0]["operation"] == "add" else (who, "")) for name in named]


def people_in(entry) -> list[int | None]:
    """Who is named by an entry of the log: the account that was changed or whose role or company it was, and who did it."""
    kind = entry.content_type.model
    changed = [entry.object_id] if kind == "user" else [None] if kind in ABOUT_PEOPLE else []
    return changed + [entry.actor_id] * bool(entry.actor_id)


class KeptAdmin(admin.ModelAdmin):
    """Nothing of it can be deleted; "히스토리" shows what was changed, field by field."""

    object_history_template = "admin/changes.html"

    def has_delete_permission(self, request, obj=None):
        return False

    def history_view(self, request, object_id, extra_context=None):
        entries = LogEntry.objects.get_for_model(self.model).filter(object_pk=unquote(object_id))
        entries = entries.select_related("actor").order_by("-timestamp")[:200]
        context = {"entries": [(entry, differences(entry)) for entry in entries]}
        return super().history_view(request, object_id, context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A race that the form could not foresee comes back as its sentence."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(request.get_full_path())


class PersonForm(forms.ModelForm):
    """An account; it brings along what it showed at first, so that only what was changed here is changed."""

    class Meta:
        model = User
        fields = ["email", "name", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def changes(self) -> dict:
        """The fields that the person at the desk really changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}

    def clean_email(self):
        return User.objects.clean_email(self.cleaned_data["email"])

    def clean(self):
        facts = super().clean()
        if refusal := self.refusal():
            self.add_error("email" if refusal == actions.TAKEN else "is_active", refusal)
        return facts

    def refusal(self) -> str:
        before = User.objects.filter(pk=self.instance.pk).first()
        if before:
            asked = {name: value for name, value in self.changes.items() if name != "name"}
            return actions.why_not_change(before, **asked)
        return actions.TAKEN if actions.is_taken(self.cleaned_data.get("email", "")) else ""


class GrantsOfPerson(admin.TabularInline):
    """What the person holds and held, to look at; a role is given and ended on its own page."""

    model = RoleGrant
    fk_name = "user"
    verbose_name_plural = "역할"
    fields = ["role", "department", "reason", "granted_at", "granted_by", "ended_at"]
    readonly_fields = fields
    show_change_link = True
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(PersonalAdmin, KeptAdmin):
    """Accounts. A new one gets no password: its owner sets one by "비밀번호 찾기"."""

    person = "pk"
    form = PersonForm
    inlines = [GrantsOfPerson]
    list_display = ["email", "name", "is_active", "last_login", "date_joined"]
    list_filter = ["is_active", "role_grants__role"]
    search_fields = ["email", "name"]
    ordering = ["name", "pk"]
    readonly_fields = ["last_login", "date_joined", "agreed_version", "agreed_at"]
    actions = ["reset_login"]

    def get_fields(self, request, obj=None):
        return [*self.form.Meta.fields, *self.readonly_fields] if obj else ["email", "name"]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def save_model(self, request, obj, form, change):
        if change:
            actions.change_person(by=request.user, user=obj, **form.changes)
        else:
            obj.pk = actions.add_person(by=request.user, **form.cleaned_data).pk
        obj.refresh_from_db()

    @admin.action(description="로그인 정보 초기화(비밀번호와 2단계 인증)", permissions=["change"])
    def reset_login(self, request, queryset):
        if "confirmed" not in request.POST:
            context = self.admin_site.each_context(request) | {"people": queryset, "opts": self.opts}
            return TemplateResponse(request, "admin/accounts/reset_login.html", context)
        for user in queryset:
            actions.reset_login(by=request.user, user=user)
        messages.success(request, f"{len(queryset)}명의 로그인 정보를 초기화했습니다.")
        return None


@admin.register(Department)
class DepartmentAdmin(KeptAdmin):
    list_display = ["name", "office", "phone", "is_active"]
    search_fields = ["name", "office"]


class GrantForm(forms.ModelForm):
    """A new role for somebody, from now on."""

    class Meta:
        model = RoleGrant
        fields = ["user", "role", "department", "reason"]

    def clean(self):
        facts = super().clean()
        if {"user", "role"} <= facts.keys():
            place = facts.get("department")
            refusal = actions.why_not(user=facts["user"], role=Role(facts["role"]), department=place)
            if refusal:
                self.add_error("department" if refusal == actions.NO_PLACE else None, refusal)
        return facts

    def _post_clean(self):
        """The action has the rules; the constraints behind it would only say the same twice."""


class EndForm(forms.ModelForm):
    """The end of a role, now or later."""

    class Meta:
        model = RoleGrant
        fields = ["ended_at"]

    def clean_ended_at(self):
        at = self.cleaned_data["ended_at"]
        before = RoleGrant.objects.select_related("user").get(pk=self.instance.pk)
        if at is None and before.ended_at is None:
            return at
        if at is None:
            raise ValidationError(actions.OPEN_AGAIN)
        if refusal := actions.why_not_end(before, at):
            raise ValidationError(refusal)
        return at


@admin.register(RoleGrant)
class RoleGrantAdmin(PersonalAdmin, KeptAdmin):
    """The history of roles: a grant is given and ended, never edited backwards."""

    subject = "직원"
    facts = ["user", "role", "department", "reason", "granted_at", "granted_by"]
    list_display = ["user", "role", "department", "granted_at", "ended_at", "granted_by"]
    list_filter = ["role", "department"]
    search_fields = ["user__email", "user__name"]
    list_select_related = ["user", "department", "granted_by"]
    autocomplete_fields = ["user", "department"]
    actions = ["end"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, form=EndForm if obj else GrantForm, **kwargs)

    def get_fields(self, request, obj=None):
        return [*self.facts, "ended_at"] if obj else GrantForm.Meta.fields

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        return [*self.facts, "ended_at"] if actions.is_over(obj) else self.facts

    def save_model(self, request, obj, form, change):
        facts = form.cleaned_data
        if not change:
            obj.pk = actions.grant(by=request.user, **facts).pk
            obj.refresh_from_db()
        elif facts.get("ended_at"):
            actions.end(by=request.user, grant=obj, at=facts["ended_at"])

    @admin.action(description="선택한 역할을 지금 끝내기", permissions=["change"])
    def end(self, request, queryset):
        ended = 0
        for grant in queryset:
            try:
                actions.end(by=request.user, grant=grant)
                ended += 1
            except ValidationError as refusal:
                messages.error(request, f"{grant.user} {grant}: {refusal.messages[0]}")
        messages.success(request, f"{ended}건을 끝냈습니다.")


@admin.register(LogEntry)
class ChangeLogAdmin(PersonalAdmin, ReadOnlyAdmin):
    """Who changed which account, role or reference value, and when."""

    subject = "관련된 사람"
    list_display = ["timestamp", "actor", "content_type", "object_repr", "action", "what"]
    list_filter = ["action", "content_type"]
    list_select_related = ["actor", "content_type"]
    search_fields = ["object_repr", "actor__email", "actor__name"]
    date_hierarchy = "timestamp"
    fields = ["timestamp", "actor", "content_type", "object_repr", "action", "what", "remote_addr"]

    def people_of(self, rows):
        return tuple(person for row in rows for person in people_in(row))

    @admin.display(description="바뀐 것")
    def what(self, entry):
        return "; ".join(f"{name}: {old} → {new}" for name, old, new in differences(entry))
