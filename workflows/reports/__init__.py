"""Reports: the result report of a process, assembled from its own record, and how satisfied people were (결과보고).

May see every activity room below it (``meetings``, ``reviews``, ``opinions``, ``issues``, ``decisions``), ``runs`` and
``selection``.

- ``facts``       what the record of a run says, as plain JSON; publishing freezes it
- ``outline``     the same as an official paper: numbered headings, tables, the attachments and 끝.
- ``making``      the outline as a file (``seoul_gov.papers``)
- the page, the PDF and the HWPX are three drawings of one outline and so say the same
"""
