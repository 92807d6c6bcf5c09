"""Audit: what was done, by whom, on what, when and from where; append-only and chained by hashes.

Floor 0, plumbing: knows no room. An event names its object by type, id and label, and its ``chain`` (such as
``project:12``) gathers the history of one thing. May import ``seoul_gov.ui`` only.
"""
