from django.urls import path

from .views import answers, giving, public, rounds

app_name = "opinions"
urlpatterns = [
    path("", public.RoundList.as_view(), name="list"),
    path("duty/<int:duty_pk>/open/", rounds.RoundOpen.as_view(), name="open"),
    path("<int:pk>/", public.RoundDetail.as_view(), name="detail"),
    path("<int:pk>/give/", giving.OpinionGive.as_view(), name="give"),
    path("<int:pk>/answers/", answers.AnswerList.as_view(), name="answers"),
    path("<int:pk>/extend/", rounds.RoundExtend.as_view(), name="extend"),
    path("<int:pk>/materials/", rounds.RoundSupply.as_view(), name="supply"),
    path("<int:pk>/close/", rounds.RoundClose.as_view(), name="close"),
    path("<int:pk>/cancel/", rounds.RoundCancel.as_view(), name="cancel"),
    path("materials/<int:pk>/", public.MaterialRead.as_view(), name="material"),
    path("materials/<int:pk>/matter/", rounds.MaterialMatter.as_view(), name="matter"),
    path("opinion/<int:pk>/withdraw/", giving.OpinionWithdraw.as_view(), name="withdraw"),
    path("opinion/<int:pk>/answer/", answers.OpinionAnswer.as_view(), name="answer"),
    path("opinion/<int:pk>/hide/", answers.OpinionHide.as_view(), name="hide"),
    path("opinion/<int:pk>/show/", answers.OpinionShow.as_view(), name="show"),
    path("opinion/<int:pk>/file/", public.OpinionFile.as_view(), name="file"),
]
