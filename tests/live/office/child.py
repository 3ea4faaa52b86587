"""What the stand-in for xlwings' VBA starts: the product's module, joined to LibreOffice.

    python -I child.py FOLDER PIPE PID -I -m MODULE ARGUMENT… --wb=NAME --from_xl=1 --app=… --hwnd=…

The engine is registered, then the module runs exactly as `python -m` would run it, with the
same `sys.argv`. What the user was told goes to `FOLDER/said.json`; `FOLDER/answers`, if it is
there, holds what they press, one a line.
"""

from __future__ import annotations

import json
import runpy
import sys
import traceback
from pathlib import Path


def main(arguments: list[str]) -> int:
    folder, pipe, pid, isolated, dash_m, module, *rest = arguments
    if (isolated, dash_m) != ("-I", "-m"):
        raise SystemExit(f"the workbook's VBA started Python differently: {arguments[3:]}")
    here = str(Path(__file__).resolve().parents[1])
    sys.path.insert(0, here)
    try:
        import office
    finally:
        sys.path.remove(here)
    engine = office.Engine()
    engine.attach(pipe, int(pid))
    office.register(engine)
    pressed = Path(folder) / "answers"
    if pressed.exists():
        engine.answer(*pressed.read_text(encoding="utf-8").split())
    sys.argv = [module, *rest]
    code: object = 0
    try:
        # The bridge keeps its state in `__main__`, which the module is about to become.
        kept = {name: value for name, value in globals().items() if name.startswith("pyuno")}
        runpy.run_module(module, init_globals=kept, run_name="__main__", alter_sys=True)
    except SystemExit as stop:
        code = stop.code
    except Exception:  # noqa: BLE001  as the interpreter would: printed, then exit code 1
        traceback.print_exc()
        code = 1
    said = {
        "alerts": [alert.prompt for alert in engine.alerts],
        "status": engine.status_bars,
        "argv": sys.argv[1:],
        "conversions": [repr(conversion) for conversion in engine.conversions],
    }
    (Path(folder) / "said.json").write_text(json.dumps(said), encoding="utf-8")
    return code if isinstance(code, int) else int(bool(code))


if __name__ == "__main__":
    sys.stdout.flush()
    raise SystemExit(main(sys.argv[1:]))
