"""Where each rule comes from is told where the rule is."""

import inspect

from panels import lottery


def test_every_public_function_names_its_source():
    functions = [getattr(lottery, name) for name in lottery.__all__ if name[0].islower()]
    assert (
        len(functions) > 20
        and [one.__name__ for one in functions if "Source: " not in inspect.getdoc(one)] == []
    )
