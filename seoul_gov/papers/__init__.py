"""Papers: official files (PDF, HWPX) that a worker makes of words.

Floor 0. It may import ``seoul_gov.documents`` and ``seoul_gov.ui`` and knows no rooms: a room composes what its paper
says, keeps a row for each file that is ordered (``models.PaperOrder``), and decides who orders and who downloads it.

- ``blocks``   what a paper is made of: lines, headings, words, tables; pure
- ``making``   the bytes of a file, made in a process ``apart`` (``pdf``, ``hangul``), so that neither the web nor a
               worker holds what writes files
- ``presses``  the order of a file: claimed by one worker, made, kept, or given up; a room has a ``Press``
"""
