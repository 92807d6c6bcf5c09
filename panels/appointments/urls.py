from django.urls import path

from . import views

app_name = "appointments"
urlpatterns = [
    path("", views.MyAppointments.as_view(), name="mine"),
    path("panel/<int:pk>/", views.PanelAppointments.as_view(), name="panel"),
    path("panel/<int:pk>/term/", views.TermSet.as_view(), name="term"),
    path("panel/<int:pk>/appoint/", views.MissingAppoint.as_view(), name="appoint"),
    path("panel/<int:pk>/letters/", views.LettersOrder.as_view(), name="letters"),
    path("panel/<int:pk>/renew/", views.AllRenew.as_view(), name="renew-all"),
    path("<int:pk>/renew/", views.AppointmentRenew.as_view(), name="renew"),
    path("<int:pk>/letter/", views.LetterOrder.as_view(), name="letter"),
    path("<int:pk>/certificate/", views.CertificateOrder.as_view(), name="certificate"),
    path("<int:pk>/<slug:kind>/<slug:format>/", views.PaperFile.as_view(), name="paper"),
    path("<int:pk>/<slug:kind>/<int:renewals>/<slug:format>/", views.PaperFile.as_view(), name="paper"),
    path("<int:pk>/withdraw-name/", views.NameWithdraw.as_view(), name="withdraw-name"),
    path("<int:pk>/give-name/", views.NameGive.as_view(), name="give-name"),
]
