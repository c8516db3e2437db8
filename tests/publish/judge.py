"""Holds JSON against JSON Schemas with Debian's python3-jsonschema, which none of this house wrote.

Reads lines of {"schema": ..., "instance": ...} and answers each with a line: a list of what is wrong."""
import json, sys
import jsonschema

for line in sys.stdin:
    asked = json.loads(line)
    judge = jsonschema.Draft202012Validator(asked["schema"], format_checker=jsonschema.FormatChecker())
    wrong = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in judge.iter_errors(asked["instance"])]
    print(json.dumps(wrong), flush=True)
