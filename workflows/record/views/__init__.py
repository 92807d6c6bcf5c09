"""Doors of the record, all of them open to anybody."""
