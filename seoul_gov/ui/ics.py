"""What every iCalendar file of the portal says alike (RFC 5545)."""

from datetime import datetime, timedelta

from icalendar import Timezone, TimezoneStandard


def seoul() -> Timezone:
    """Korean time, which has had one offset since 1988. A file that names it has to define it (RFC 5545, 3.2.19)."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Asia/Seoul")
    standard.add("dtstart", datetime(1988, 10, 9, 3))
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "KST")
    zone.add_component(standard)
    return zone
