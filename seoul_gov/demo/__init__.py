"""Room card: what needs every room and is no page: starting the portal, reference data, demo data.

Roof: may import any room; no room imports it.
"""
