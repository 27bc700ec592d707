"""Whether values fit the Bot API's description: nothing but that, so that a server can ask it at every call."""

import functools
import operator
from collections.abc import Callable, Sequence

from tests.botapi.table import Kind, Table
from tests.botapi.upload import Upload

ARRAY = "Array of "

Fit = Callable[[object], bool]

PLAIN: dict[str, Fit] = {
    # JSON's booleans are no numbers.
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Boolean": lambda value: isinstance(value, bool),
    "String": lambda value: isinstance(value, str),
    "InputFile": lambda value: isinstance(value, Upload),
}


class Fitting:
    """The checks of the types of a table, each made when it is first needed: types hold one another."""

    def __init__(self, table: Table) -> None:
        self._types = table["types"]
        self._made: dict[str, Fit] = {}

    def of(self, types: Sequence[str]) -> Fit:
        """Return what tells whether a value is of one of the types."""
        names = [choice for name in types for choice in self._types.get(name, {}).get("subtypes", [name])]
        fits = [self._of_one(name) for name in names]
        return fits[0] if len(fits) == 1 else lambda value: any(fit(value) for fit in fits)

    def of_object(self, kind: Kind) -> Fit:
        """Return what tells whether a value is an object with the fields that are described."""
        return _Object(self, kind)

    def _of_one(self, name: str) -> Fit:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Fit:
        if name in PLAIN:
            return PLAIN[name]
        if name.startswith(ARRAY):
            return _Array(self, name.removeprefix(ARRAY))
        return _Object(self, self._types[name]) if name in self._types else lambda _: False


class _Array:
    def __init__(self, fitting: Fitting, element: str) -> None:
        self._fitting = fitting
        self._element = element

    def __call__(self, value: object) -> bool:
        return isinstance(value, list) and all(map(self._fits, value))

    @functools.cached_property
    def _fits(self) -> Fit:
        return self._fitting.of([self._element])


class _Object:
    def __init__(self, fitting: Fitting, kind: Kind) -> None:
        self._fitting = fitting
        self._fields = kind.get("fields", {})
        self._required = {name for name, field in self._fields.items() if field.get("required")}

    def __call__(self, value: object) -> bool:
        if not isinstance(value, dict) or not self._required <= value.keys():
            return False
        fits = self._fits
        for name, item in value.items():  # noqa: SIM110  # half the time of all()
            if name not in fits or not fits[name](item):
                return False
        return True

    @functools.cached_property
    def _fits(self) -> dict[str, Fit]:
        return {
            name: self._fitting.of(field["types"])
            if "constant" not in field
            else functools.partial(operator.eq, field["constant"])
            for name, field in self._fields.items()
        }
