from django.urls import path

from .views import adoption, contract, invitation, member, panel

app_name = "panels"
urlpatterns = [
    path("", panel.PanelList.as_view(), name="list"),
    path("project/<int:project_pk>/", panel.ProjectPanels.as_view(), name="project"),
    path("project/<int:project_pk>/kind/", panel.KindChoice.as_view(), name="kind"),
    path("project/<int:project_pk>/new/", panel.PanelCreate.as_view(), name="create"),
    path("project/<int:project_pk>/adopt/", adoption.PanelAdopt.as_view(), name="adopt"),
    path(
        "project/<int:project_pk>/contracts/",
        contract.ContractPartyRecord.as_view(),
        name="contract-party-record",
    ),
    path("contracts/<int:pk>/end/", contract.ContractPartyEnd.as_view(), name="contract-party-end"),
    path("<int:pk>/", panel.PanelDetail.as_view(), name="detail"),
    path("<int:pk>/invite/", invitation.MemberInvite.as_view(), name="invite"),
    path("<int:pk>/activate/", panel.PanelActivate.as_view(), name="activate"),
    path("<int:pk>/dissolve/", panel.PanelDissolve.as_view(), name="dissolve"),
    path("members/<int:pk>/chair/", member.ChairAppoint.as_view(), name="chair"),
    path("members/<int:pk>/release/", member.MemberRelease.as_view(), name="release"),
    path("members/<int:pk>/withdraw/", member.MemberWithdraw.as_view(), name="withdraw"),
    path("members/<int:pk>/resend/", invitation.InvitationResend.as_view(), name="resend"),
    path("members/<int:pk>/cancel/", invitation.InvitationCancel.as_view(), name="cancel"),
    path(
        "invitations/<int:membership_pk>/<slug:secret>/",
        invitation.InvitationAccept.as_view(),
        name="accept",
    ),
    path(
        "invitations/<int:membership_pk>/<slug:secret>/decline/",
        invitation.InvitationDecline.as_view(),
        name="decline",
    ),
]
