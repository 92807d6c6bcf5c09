from celery import shared_task

from . import sweep


@shared_task(name="panels.check_ties")
def check_ties():
    """Every hour: a company's people are changed in the admin, which knows no panel."""
    sweep.check_ties()
