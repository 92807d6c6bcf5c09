"""Reports: the result report of a process, assembled from its own record, and how satisfied people were (결과보고).

May see every activity room below it (``meetings``, ``reviews``, ``opinions``, ``issues``, ``decisions``) and ``runs``.
"""
