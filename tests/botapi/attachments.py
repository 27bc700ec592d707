"""Files in multipart bodies that other parameters name by `attach://`."""

from typing import Any

from tests.botapi.upload import Upload

SCHEME = "attach://"


def attached(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with the files in the places that name them, and no longer beside."""
    if not any(isinstance(value, Upload) for value in parameters.values()):
        return parameters
    named: set[str] = set()

    def placed(value: object) -> object:
        if isinstance(value, dict):
            return {key: placed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [placed(item) for item in value]
        name = value.removeprefix(SCHEME) if isinstance(value, str) and value.startswith(SCHEME) else None
        if name is not None and isinstance(parameters.get(name), Upload):
            named.add(name)
            return parameters[name]
        return value

    found = {key: placed(value) for key, value in parameters.items()}
    return {key: value for key, value in found.items() if key not in named}
