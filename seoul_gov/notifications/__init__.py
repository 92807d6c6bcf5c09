"""Notifications: one event, one text, in the portal and by mail.

Floor 0, plumbing: knows no room. A notice is a row written in the transaction of what it tells of; a beat task
drains the rows. Its unique ledger key is why nothing is lost and nothing goes out twice. May import
``seoul_gov.ui`` only.
"""
