"""Runs Luau in pluau, a second runtime beside luau-web: that of mlua, compiled for the machine.

Reads from standard input a JSON object with a Luau text, which returns a function, and the arguments of each
call of it; prints what each call returns, one a line. With --install it installs pluau for the tests alone.
"""

import json
import os
import shutil
import subprocess
import sys

VERSION = "0.1.2"


def folder() -> str:
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    python = f"py{sys.version_info.major}.{sys.version_info.minor}"
    return os.path.join(cache, "petbank-ci", f"pluau-{VERSION}-{python}")


def install() -> None:
    if os.path.exists(folder()):
        return
    begun = f"{folder()}.begun"
    shutil.rmtree(begun, ignore_errors=True)
    options = ["--quiet", "--no-deps", "--disable-pip-version-check", "--root-user-action=ignore"]
    pip = [sys.executable, "-m", "pip", "install", *options, "--target", begun, f"pluau=={VERSION}"]
    subprocess.run(pip, check=True)
    os.rename(begun, folder())


def run() -> None:
    # Its native module alone: what is around it needs Python 3.12.
    sys.path.insert(0, os.path.join(folder(), "pluau"))
    from _pluau import Lua

    given = json.load(sys.stdin)
    lua = Lua()
    call = lua.load_chunk(given["text"], "petbank")()[0]
    for arguments in given["calls"]:
        (result,) = call(*arguments)
        print(result)
    # Without its destructor, which prints something itself.
    sys.stdout.flush()
    os._exit(0)


if "--install" in sys.argv:
    install()
else:
    run()
