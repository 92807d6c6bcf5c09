from django.apps import AppConfig


class PanelsConfig(AppConfig):
    name = "panels"
    verbose_name = "시민추진단"

    def ready(self):
        """Hand in what the sub-rooms do when somebody takes office, what they know of who may be invited, and what becomes of
        the seats of who joins the city's staff or works for a company that has to do with a project."""
        from panels import lots, offices, service  # noqa: PLC0415
        from panels.actions import release_official  # noqa: PLC0415
        from panels.appointments import actions  # noqa: PLC0415
        from panels.appointments.service import used_up  # noqa: PLC0415
        from panels.conflicts.actions import check_company  # noqa: PLC0415
        from panels.selections.lots import are_awaited, give_places  # noqa: PLC0415
        from projects import companies  # noqa: PLC0415
        from seoul_gov.accounts import consequences  # noqa: PLC0415

        offices.register(actions.appoint)
        service.register(used_up)
        lots.register(give_places, are_awaited)
        consequences.register(release_official)
        companies.register(check_company)
