from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "절차"

    def ready(self):
        """Hand in what the floors below ask for without knowing who answers."""
        from panels import attendance  # noqa: PLC0415
        from workflows.decisions import selectors as decisions  # noqa: PLC0415
        from workflows.meetings import attending, votes  # noqa: PLC0415

        attendance.register(attending.count)
        votes.register(decisions.is_voted_on)
