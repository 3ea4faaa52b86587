"""Make the invented school of `ppm-xl demo`: `python tools/make_demo_school.py [FOLDER]`.

Writes the exports of three systems, `manifest.json` and `staff.json` into FOLDER (without one,
where the package keeps them). The same every time: a fixed seed, and a fixed today.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from demo_school.exports import all_exports
from demo_school.history import history
from demo_school.roster import children
from demo_school.typed import staff


def main(folder: Path) -> None:
    """Write everything into ``folder``, which may hold an older edition."""
    school = children()
    records = history(school)
    (folder / "exports").mkdir(parents=True, exist_ok=True)
    for old in (folder / "exports").iterdir():
        old.unlink()
    files = all_exports(school, records)
    for export in files:
        (folder / "exports" / export.name).write_bytes(export.data)
    manifest = [
        {"file": e.name, "kind": e.kind, "half_term": e.half_term, "style": e.style} for e in files
    ]
    typed = staff(school, records)
    _write(folder / "manifest.json", _lines({"files": manifest}))
    _write(folder / "staff.json", _lines(typed))


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _lines(value: object, indent: str = "") -> str:
    """Write JSON with one row of a list to a line, so that changes read well."""
    deeper = indent + " "
    if isinstance(value, dict) and any(isinstance(part, list | dict) for part in value.values()):
        parts = [
            f"{deeper}{json.dumps(key)}: {_lines(part, deeper)}" for key, part in value.items()
        ]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    if isinstance(value, list):
        rows = [deeper + json.dumps(row, ensure_ascii=False) for row in value]
        return "[\n" + ",\n".join(rows) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    package = Path(__file__).parent.parent / "ppm_xl" / "demo"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else package)
