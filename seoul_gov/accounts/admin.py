from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.utils import timezone

from .models import Department, RoleGrant, User

# One login for all of it: the admin sends people to the portal's own page.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = "정보화사업 거버넌스 관리"
admin.site.site_title = "관리"
admin.site.index_title = "기준과 계정"


class RoleGrantInline(admin.TabularInline):
    model = RoleGrant
    fk_name = "user"
    extra = 0
    fields = ["role", "department", "reason", "granted_at", "ended_at"]
    readonly_fields = ["granted_at"]

    def has_delete_permission(self, request, obj=None):
        return False


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["email", "name", "is_active", "is_staff", "groups"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts and their roles. A new account gets no password: its owner sets one by "비밀번호 찾기"."""

    form = UserForm
    inlines = [RoleGrantInline]
    list_display = ["email", "name", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "role_grants__role"]
    search_fields = ["email", "name"]
    filter_horizontal = ["groups"]

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        for grant in formset.save(commit=False):
            if grant.pk is None:
                grant.granted_by = request.user
            grant.save()
        formset.save_m2m()


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    list_display = ["name", "office", "phone", "is_active"]
    search_fields = ["name", "office"]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(RoleGrant)
class RoleGrantAdmin(admin.ModelAdmin):
    """The history of roles. A grant is ended, never deleted."""

    list_display = ["user", "role", "department", "granted_at", "ended_at", "granted_by"]
    list_filter = ["role", "department"]
    search_fields = ["user__email", "user__name"]
    autocomplete_fields = ["user", "department"]
    actions = ["end"]

    @admin.action(description="선택한 역할을 지금 끝내기", permissions=["change"])
    def end(self, request, queryset):
        for grant in queryset.filter(ended_at=None):
            grant.ended_at = timezone.now()
            grant.save(update_fields=["ended_at"])

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return ["user", "role", "department", "granted_at", "granted_by"] if obj else []

    def save_model(self, request, obj, form, change):
        if not change:
            obj.granted_by = request.user
        super().save_model(request, obj, form, change)
