from django.apps import AppConfig


class PanelsConfig(AppConfig):
    name = "panels"
    verbose_name = "시민추진단"

    def ready(self):
        """Hand in what the sub-rooms do when somebody takes office."""
        from panels import offices  # noqa: PLC0415
        from panels.appointments import actions  # noqa: PLC0415

        offices.register(actions.appoint)
