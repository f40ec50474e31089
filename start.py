#!/usr/bin/env python3
"""Một lệnh để bắt đầu · One command to begin:  python3 start.py [serve]

serve   xem trang trên máy này, tự cập nhật khi sửa bài · preview, rebuilt as you write
build   dựng trang vào thư mục site/ · build the site into site/
check   soát bài viết và số liệu · check posts and figures
admin   viết bài bằng biểu mẫu trong trình duyệt · write posts in a form in the browser
test    chạy mọi kiểm thử · run all tests
setup   chỉ cài đặt, đủ cho test · only install, with what the tests need

Lời thêm sau lệnh được chuyển tiếp · Further words are passed on:  python3 start.py test -k quantity
"""

# The standard library alone, and a syntax that older Pythons can read well enough to be told so.

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
BROWSER_TESTS = ROOT / "tests" / "browser"
OLDEST = (3, 11)
ISSO = "isso>=0.14,<0.15"
IN_PARALLEL = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
"""A file's tests share what they build, so one process has them all; files with few tests, which
may be the long ones, do not wait for the end."""


def main(args):
    """Install what the command needs, run it, give back its exit code; 2 for a wrong command."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a Windows console may lack Vietnamese letters
    name, *rest = args or ["serve"]
    commands = {
        "serve": [python(), "-m", "mkdocs", "serve", *rest],
        "build": [str(BIN / "dvk"), "build", *rest],
        "check": [str(BIN / "dvk"), "check", *rest],
        "admin": [str(BIN / "dvk"), "admin", *rest],
        "test": [python(), "-m", "pytest", *IN_PARALLEL, *rest],
        "setup": None,
    }
    if name not in commands:
        print(__doc__)
        return 0 if name in ("-h", "--help", "help") else 2
    for_tests = name in ("test", "setup")
    code = make_venv() or install("test" if for_tests else "")
    if code:
        return code
    if for_tests:
        install_isso()
        install_browser_tools()
    return run(commands[name]) if commands[name] else 0


def python():
    """The interpreter of our own environment."""
    return str(BIN / ("python.exe" if os.name == "nt" else "python"))


def say(vietnamese, english):
    print(f"» {vietnamese} · {english}", flush=True)


def run(command):
    """Run in the project's folder; Ctrl-C is left to the command, which ends by itself."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def make_venv():
    """Exit code 0 when `.venv` is there."""
    if Path(python()).exists():
        return 0
    if sys.version_info < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        say(f"Cần Python {wanted} trở lên", f"Python {wanted} or newer is needed")
        return 1
    if importlib.util.find_spec("ensurepip") is None:
        say("Thiếu python3-venv. Hãy chạy", "python3-venv is missing. Please run")
        print("    sudo apt install python3-venv")
        return 1
    say("Tạo môi trường .venv", "Making the environment .venv")
    return run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install(extra):
    """Exit code 0 when dvk and this extra are installed as pyproject.toml says now."""
    stamp = Stamp(VENV / "dvk-installed", ROOT / "pyproject.toml")
    if stamp.holds(extra) or stamp.holds("test"):  # `test` is everything
        return 0
    say("Cài đặt, lần đầu mất khoảng một phút", "Installing, about a minute the first time")
    target = f".[{extra}]" if extra else "."
    pip = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    code = run([*pip, "--editable", target])
    if code == 0:
        stamp.write(extra)
    else:
        say("Cài đặt không xong, xem lỗi ở trên", "The installation failed, see above")
    return code


def install_isso():
    """Bring the server of comments, whose tests skip themselves without.

    Not with all that it asks for: pyproject.toml has what it needs.
    """
    stamp = Stamp(VENV / "dvk-isso", ROOT / "pyproject.toml")
    pip = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if stamp.holds():
        return
    if run([*pip, "--no-deps", ISSO]) == 0:
        stamp.write()
    else:
        say("Isso không cài được, vẫn đi tiếp", "Isso is not installed, going on without it")


def install_browser_tools():
    """Bring the checkers of the browser tests, which skip themselves without."""
    stamp = Stamp(BROWSER_TESTS / "node_modules" / ".dvk-installed", BROWSER_TESTS / "package.json")
    if stamp.holds():
        return
    npm = shutil.which("npm")
    if npm is None:
        say("Không có npm: bỏ qua kiểm thử trình duyệt", "No npm: browser tests will be skipped")
    elif run([npm, "install", "--silent", "--prefix", str(BROWSER_TESTS)]) == 0:
        stamp.write()
    else:
        say("npm install không xong, vẫn đi tiếp", "npm install failed, going on without it")


class Stamp:
    """Remembers in a file that something was installed from a source file as it is now."""

    def __init__(self, path, source):
        self.path = path
        self.digest = hashlib.sha256(source.read_bytes()).hexdigest()

    def holds(self, extra=""):
        return self.path.is_file() and self.path.read_text() == f"{self.digest} {extra}"

    def write(self, extra=""):
        self.path.write_text(f"{self.digest} {extra}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
