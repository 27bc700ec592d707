"""Hold calls, answers and updates against the Bot API's description."""

import json
import re
from typing import Any

from tests.botapi.fitting import ARRAY, PLAIN, Fit, Fitting
from tests.botapi.table import Kind, Table


class Schema:
    """The checks of one table: quickly whether all is well, and at length what is not."""

    def __init__(self, table: Table) -> None:
        fitting = Fitting(table)
        self.table = table
        self._update_fits = fitting.of(["Update"])
        self._calls_fit: dict[str, Fit] = {name: fitting.of_object(method) for name, method in table["methods"].items()}
        self._results_fit: dict[str, Fit] = {
            name: fitting.of(method.get("returns", [])) for name, method in table["methods"].items()
        }

    def knows(self, method: str) -> bool:
        """Tell whether the API has the method."""
        return method in self.table["methods"]

    def decoded(self, method: str, raw: dict[str, object]) -> dict[str, Any]:
        """Return the parameters with forms' strings turned into the numbers, booleans and objects that are meant."""
        fields = self.table["methods"][method].get("fields", {})
        return {
            name: _decoded(fields[name]["types"], value) if name in fields else value for name, value in raw.items()
        }

    def call_problems(self, method: str, parameters: dict[str, Any]) -> list[str]:
        """Return a sentence for each thing that is wrong with a call; none for a good one."""
        if self._calls_fit[method](parameters):
            return []
        return self._object_problems(self.table["methods"][method], parameters, method)

    def result_problems(self, method: str, result: object) -> list[str]:
        """Return a sentence for each way in which a result is not what the method returns."""
        if self._results_fit[method](result):
            return []
        return self._problems(self.table["methods"][method].get("returns", []), result, f"result of {method}")

    def update_problems(self, update: dict[str, Any]) -> list[str]:
        """Return a sentence for each way in which an update is not one that Telegram sends."""
        problems = [] if self._update_fits(update) else self._problems(["Update"], update, "update")
        if len(update) != len({"update_id", "the one event"}):
            problems.append(f"update holds {sorted(update)}, not update_id and one event")
        return problems

    def _problems(self, types: list[str], value: object, path: str) -> list[str]:
        """Check against each type that the value may have, and take the one that fits best."""
        choices = [choice for name in types for choice in self.table["types"].get(name, {}).get("subtypes", [name])]
        likely = [choice for choice in choices if self._constants_fit(choice, value)]
        return min((self._problems_as(choice, value, path) for choice in likely or choices), key=len)

    def _constants_fit(self, name: str, value: object) -> bool:
        if not isinstance(value, dict):
            return True
        fields = self.table["types"].get(name, {}).get("fields", {})
        return all(value.get(key) == field["constant"] for key, field in fields.items() if "constant" in field)

    def _problems_as(self, name: str, value: object, path: str) -> list[str]:
        if name.startswith(ARRAY):
            if not isinstance(value, list):
                return [f"{path} is {value!r}, not {name}"]
            element = name.removeprefix(ARRAY)
            return [p for i, item in enumerate(value) for p in self._problems([element], item, f"{path}[{i}]")]
        if name in PLAIN:
            return [] if PLAIN[name](value) else [f"{path} is {value!r}, not {name}"]
        kind = self.table["types"].get(name)
        if kind is None or not isinstance(value, dict):
            return [f"{path} is {value!r}, not {name}"]
        return self._object_problems(kind, value, path)

    def _object_problems(self, kind: Kind, value: dict[str, Any], path: str) -> list[str]:
        fields = kind.get("fields", {})
        problems = [f"{path} has no {key!r}" for key in value if key not in fields]
        for key, field in fields.items():
            if key not in value:
                if field.get("required"):
                    problems.append(f"{path} lacks {key!r}")
            elif "constant" in field and value[key] != field["constant"]:
                problems.append(f"{path}.{key} is {value[key]!r}, not {field['constant']!r}")
            else:
                problems += self._problems(field["types"], value[key], f"{path}.{key}")
        return problems


def _decoded(types: list[str], value: object) -> object:
    """Read a string as the type that is meant; what cannot be read stays, for the check to name it."""
    if not isinstance(value, str) or types == ["String"] or "InputFile" in types:
        return value
    if "String" in types:
        return int(value) if "Integer" in types and re.fullmatch(r"-?[0-9]+", value) else value
    try:
        return json.loads(value.lower() if types == ["Boolean"] else value)
    except json.JSONDecodeError:
        return value
