"""Files: taken in safely, kept, shown and given out.

Floor 0. It may import ``seoul_gov.ui`` (how sizes are written) and nothing else of ours. It knows no readers
and no rooms: a room owns its upload form, its download address and its permissions, and calls this one.

- ``uploads``     stops an upload that is too large while it still arrives
- ``intake``      decides whether a file may come in (``names``, ``signatures``, ``archives``, ``packages``,
                  ``pictures`` hold the rules; ``refusals`` holds every sentence that says no)
- ``forms``       ``DocumentField`` and ``MultipleDocumentField``: what a room puts into its form
- ``actions``     ``store``, ``discard``, ``render_preview``, ``sweep_orphans``
- ``previews``    DOCX and HWPX as clean HTML with numbered sections (``rendering`` runs it apart in
                  ``apart``, ``sections`` reads the numbers back)
- ``tables``      the rows of a CSV or XLSX file, or of what was pasted from one
- ``pages``       how many pages a PDF has, as far as that is certain
- ``serve``       the only way out: headers that keep a browser from running what somebody uploaded

A room stores with ``documents.store(by=user, upload=form.cleaned_data["file"])`` and answers a download,
after its own permission check, with ``serve(document, request=request)``.
"""
