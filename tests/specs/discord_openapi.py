"""Checks what the bot sends to Discord against Discord's own description of its HTTP API.

The description is read from the folder that `HYPHA_SPECS` names; nothing of it is copied into this project.
Every property that it does not know is a problem, but for what discord.py sends and Discord is known to take:
`nsfw` on commands, `tts` on edits, and ids as whole numbers.
"""

import copy
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

_PARAMETER = re.compile(r"\{[^/}]+\}")
_JSON = "application/json"


@dataclass(frozen=True)
class _Operation:
    pattern: re.Pattern[str]
    parameters: int
    method: str
    template: str
    query_names: frozenset[str]
    body: Draft202012Validator | None
    body_required: bool


class DiscordOpenApi:
    """The official description, made strict, with one validator per operation."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        strict = _made_strict(document)
        operations = _operations(strict)
        # The template with the fewest parameters is the most literal one: "@original" before "{message_id}".
        self._operations = sorted(operations, key=lambda operation: operation.parameters)

    @classmethod
    def in_folder(cls, specs: Path) -> Self:
        return cls(json.loads((specs / "discord-openapi.json").read_text("utf-8")))

    def problems(
        self, method: str, path: str, body: Any, query: Mapping[str, Any] | None = None
    ) -> list[str]:
        """What is wrong with one request, in words; empty when nothing is.

        `path` starts after the version ("/channels/1/messages"); `body` is the JSON value, None for no body.
        """
        operation = next(
            (known for known in self._operations if known.method == method and known.pattern.fullmatch(path)),
            None,
        )
        if operation is None:
            return [f"{method} {path}: no such operation"]
        where = f"{method} {operation.template}"
        found = [
            f"{where}: no query parameter {name!r}"
            for name in query or {}
            if name not in operation.query_names
        ]
        if body is None:
            if operation.body_required:
                found.append(f"{where}: a body is required")
            return found
        if operation.body is None:
            return [*found, f"{where}: takes no JSON body"]
        error = best_match(operation.body.iter_errors(body))
        if error is not None:
            found.append(f"{where}: {error.json_path}: {error.message}")
        return found


def _operations(document: Mapping[str, Any]) -> Iterator[_Operation]:
    for template, item in document["paths"].items():
        pattern = re.compile("[^/]+".join(re.escape(part) for part in _PARAMETER.split(template)))
        for method, operation in item.items():
            if method == "parameters":
                continue
            request = operation.get("requestBody", {})
            schema = request.get("content", {}).get(_JSON, {}).get("schema")
            described = [*item.get("parameters", []), *operation.get("parameters", [])]
            yield _Operation(
                pattern=pattern,
                parameters=len(_PARAMETER.findall(template)),
                method=method.upper(),
                template=template,
                query_names=frozenset(entry["name"] for entry in described if entry.get("in") == "query"),
                body=_validator(document, schema) if schema is not None else None,
                body_required=bool(request.get("required")) and schema is not None,
            )


def _validator(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({"components": document["components"], **schema})


def _made_strict(document: Mapping[str, Any]) -> dict[str, Any]:
    strict = copy.deepcopy(dict(document))
    schemas: dict[str, Any] = strict["components"]["schemas"]
    for name, schema in schemas.items():
        if name.startswith("ApplicationCommand") and name.endswith(("CreateRequest", "UpdateRequest")):
            schema["properties"].setdefault("nsfw", {"type": "boolean"})
        if name.startswith(("IncomingWebhookUpdate", "MessageEdit")):
            schema["properties"].setdefault("tts", {"type": "boolean"})
        if not name.endswith("Response"):
            _forbid_unknown_properties(schema)
    schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
    return strict


def _forbid_unknown_properties(schema: object) -> None:
    match schema:
        case dict():
            if "properties" in schema:
                schema.setdefault("additionalProperties", False)
            for part in schema.values():
                _forbid_unknown_properties(part)
        case list():
            for part in schema:
                _forbid_unknown_properties(part)
        case _:
            pass
