"""The look of the portal: Korean formatting, template tags, form pack and the contrast switch.

Floor 0. It knows how things are written and drawn, and not one word of the guideline; it imports no other
room.

- ``korean``        pure functions: dates, money, particles, as Korean readers expect them
- ``paging``        page numbers in blocks of ten
- ``templatetags``  the components that pages are made of
- ``contrast``      the one view: switches high contrast on and off
"""
