"""Accounts: who signs in, and which roles each person holds since when.

Floor 0, plumbing: may import ``seoul_gov.ui`` only. Roles are grants with a beginning and an end, never
booleans, so that "who could do this on that day" can always be answered. Panel membership is not a role
here: the panels room knows its members.
"""
