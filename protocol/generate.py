"""Writes the browser's side of the protocol: `python -m protocol.generate [--check]`.

Owns: the step from `protocol.messages` (pydantic) through JSON Schema to TypeScript. Everything
public in that module crosses over: enums, messages, and constants in capitals.
Must not know: what any message means.
"""

from __future__ import annotations

import argparse
import inspect
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from protocol import messages

OUTPUT = Path(__file__).resolve().parent.parent / "web_client/src/generated/protocol.ts"
_HEADER = """\
// Written by `python -m protocol.generate` from protocol/messages.py. Change that file, not this.
"""
_PRIMITIVES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}

Schema = Mapping[str, Any]


class UnsupportedSchemaError(Exception):
    """A message uses a JSON Schema form that has no translation here yet."""


def typescript(module: ModuleType = messages) -> str:
    """The whole TypeScript file for `module`.

    Raises:
        UnsupportedSchemaError: a field's type cannot be expressed.
    """
    blocks = [_HEADER, *_constants(module), *_enums(module), *_interfaces(module)]
    return "\n".join(blocks)


def main(arguments: list[str] | None = None) -> int:
    """Write the file, or with --check only say whether it is stale. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m protocol.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 when the file is stale")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="file to write")
    options = parser.parse_args(arguments)
    wanted = typescript()
    output: Path = options.output
    if options.check:
        if output.is_file() and output.read_text(encoding="utf-8") == wanted:
            return 0
        print(f"{output.name} is stale: run `python -m protocol.generate`.", file=sys.stderr)
        return 1
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(wanted, encoding="utf-8")
    return 0


def _classes(module: ModuleType, base: type) -> Iterator[Any]:
    for name, member in vars(module).items():
        own = inspect.isclass(member) and member.__module__ == module.__name__
        if own and issubclass(member, base) and not name.startswith("_"):
            yield member


def _constants(module: ModuleType) -> Iterator[str]:
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, int | float | str | list | tuple):
            yield f"export const {name} = {json.dumps(value, ensure_ascii=False)} as const;\n"


def _enums(module: ModuleType) -> Iterator[str]:
    for enum in _classes(module, StrEnum):
        members = "".join(f"  {item.name}: {json.dumps(item.value)},\n" for item in enum)
        name = enum.__name__
        yield (
            f"{_comment(enum)}export const {name} = {{\n{members}}} as const;\n"
            f"export type {name} = (typeof {name})[keyof typeof {name}];\n"
        )


def _interfaces(module: ModuleType) -> Iterator[str]:
    models = list(_classes(module, BaseModel))
    _, schema = models_json_schema([(model, "validation") for model in models])
    definitions: Schema = schema.get("$defs", {})
    for model in models:
        definition = definitions[model.__name__]
        required = definition.get("required", [])
        fields = "".join(
            f"  readonly {field}{'' if field in required else '?'}: {_type(part)};\n"
            for field, part in definition.get("properties", {}).items()
        )
        yield f"{_comment(model)}export interface {model.__name__} {{\n{fields}}}\n"


def _type(schema: Schema) -> str:
    """A TypeScript type expression for one JSON Schema node."""
    for key, translate in _FORMS.items():
        if key in schema:
            return translate(schema)
    raise UnsupportedSchemaError(json.dumps(dict(schema)))


def _union(parts: list[Schema]) -> str:
    return " | ".join(dict.fromkeys(_type(part) for part in parts))


def _by_type(schema: Schema) -> str:
    kind = schema["type"]
    if kind in _PRIMITIVES:
        return _PRIMITIVES[kind]
    if kind == "null":
        return "null"
    if kind == "array" and "prefixItems" in schema:
        return f"readonly [{', '.join(_type(item) for item in schema['prefixItems'])}]"
    if kind == "array" and "items" in schema:
        return f"readonly {_grouped(_type(schema['items']))}[]"
    if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return f"Readonly<Record<string, {_type(schema['additionalProperties'])}>>"
    raise UnsupportedSchemaError(json.dumps(dict(schema)))


def _grouped(expression: str) -> str:
    return f"({expression})" if " " in expression else expression


def _comment(member: type) -> str:
    # A class without words of its own would inherit its base class's.
    words = inspect.cleandoc(member.__doc__ or "") if "__doc__" in vars(member) else ""
    if not words or member.__doc__ == StrEnum.__doc__:
        return ""
    return f"/** {' '.join(words.split())} */\n"


_FORMS: dict[str, Callable[[Schema], str]] = {
    "$ref": lambda schema: str(schema["$ref"]).rsplit("/", 1)[-1],
    "const": lambda schema: json.dumps(schema["const"]),
    "enum": lambda schema: " | ".join(json.dumps(value) for value in schema["enum"]),
    "anyOf": lambda schema: _union(schema["anyOf"]),
    "oneOf": lambda schema: _union(schema["oneOf"]),
    "allOf": lambda schema: " & ".join(_type(part) for part in schema["allOf"]),
    "type": _by_type,
}


if __name__ == "__main__":
    sys.exit(main())
