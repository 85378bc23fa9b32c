"""A WordPress of Debian's package with the plugin in it, its database, its server, and ways to reach it."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import time
import xmlrpc.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "integrations/wordpress/cmcompliance"
SOURCE = Path("/usr/share/wordpress")
PARTS = Path(__file__).parent / "site"
PASSWORD = "a-long-password"
NEEDED = ("php", "mariadbd", "mariadb-install-db")
_PATIENCE = 90.0


def missing() -> str | None:
    """Return what keeps a site from being set up on this machine, or None."""
    absent = [name for name in NEEDED if shutil.which(name, path=_path()) is None]
    if not (SOURCE / "wp-load.php").is_file():
        absent.append("wordpress")
    return None if not absent else f"not installed: {', '.join(absent)} (apt-get, see .ci/run)"


def _path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Site:
    """A running site."""

    folder: Path
    url: str
    token: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    users: dict[str, int] = field(default_factory=dict)
    app_passwords: dict[str, str] = field(default_factory=dict)
    _sessions: dict[str, requests.Session] = field(default_factory=dict)

    def php(self, code: str) -> Any:
        """Run PHP inside WordPress and return what its `return` gives."""
        headers = {"X-Token": self.token}
        answer = requests.post(f"{self.url}/run.php", data=code.encode(), headers=headers, timeout=_PATIENCE)
        return _returned(answer.text)

    def rest(self, method: str, route: str, user: str | None = "editor", **given: Any) -> requests.Response:
        """Call the REST interface with an application password, or as nobody."""
        return requests.request(
            method,
            f"{self.url}/",
            params={"rest_route": route, **given.pop("params", {})},
            auth=(user, self.app_passwords[user]) if user else None,
            timeout=_PATIENCE,
            **given,
        )

    def browser(self, user: str = "editor") -> requests.Session:
        """Return a session that is logged in, as a browser with the classic editor."""
        if user not in self._sessions:
            session = requests.Session()
            session.cookies.set("classic", "1")
            session.get(f"{self.url}/wp-login.php", timeout=_PATIENCE)
            form = {"log": user, "pwd": PASSWORD, "testcookie": "1"}
            session.post(f"{self.url}/wp-login.php", data=form, allow_redirects=False, timeout=_PATIENCE)
            self._sessions[user] = session
        return self._sessions[user]

    def page(self, path: str, user: str = "editor") -> str:
        """Return the HTML of a page of wp-admin."""
        answer = self.browser(user).get(f"{self.url}/wp-admin/{path}", timeout=_PATIENCE)
        answer.raise_for_status()
        return answer.text

    def block_editor(self, post: int, user: str = "editor") -> str:
        """Return the HTML of the block editor's page."""
        address = f"{self.url}/wp-admin/post.php?post={post}&action=edit"
        cookies = {name: value for name, value in self.browser(user).cookies.items() if name != "classic"}
        answer = requests.get(address, cookies=cookies, timeout=_PATIENCE)
        answer.raise_for_status()
        return answer.text

    def rest_in_browser(self, route: str, given: dict[str, Any], user: str = "editor") -> requests.Response:
        """Post to the REST interface as the block editor does: cookies, a nonce, the user's language."""
        session = self.browser(user)
        nonce = session.get(f"{self.url}/wp-admin/admin-ajax.php?action=rest-nonce", timeout=_PATIENCE).text
        return session.post(
            f"{self.url}/",
            params={"rest_route": route, "_locale": "user"},
            headers={"X-WP-Nonce": nonce},
            json=given,
            timeout=_PATIENCE,
        )

    def nonce_on(self, page: str, action: str) -> dict[str, str]:
        """Return the nonce of the form on a page that has this action."""
        form = page[page.index(f'name="action" value="{action}"') :]
        found = re.search(r'name="_wpnonce" value="(\w+)"', form)
        assert found
        return {"_wpnonce": found[1]}

    def submit(self, path: str, form: dict[str, Any], user: str = "editor") -> requests.Response:
        """Post a form of wp-admin, following where it leads."""
        return self.browser(user).post(f"{self.url}/wp-admin/{path}", data=form, timeout=_PATIENCE)

    def xmlrpc(self) -> xmlrpc.client.ServerProxy:
        return xmlrpc.client.ServerProxy(f"{self.url}/xmlrpc.php")

    def debug_log(self) -> list[str]:
        """Return what PHP complained of."""
        log = self.folder / "debug.log"
        return log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []

    def run_cron(self) -> None:
        requests.get(f"{self.url}/wp-cron.php", timeout=_PATIENCE).raise_for_status()


@contextmanager
def running_site(folder: Path, log: list[tuple[str, float]]) -> Iterator[Site]:
    """Set up a site below a folder and run it; `log` gets how long each step took."""
    with _database(folder, log) as socket_path:
        step = _Steps(log)
        port = free_port()
        site = Site(folder / "site", f"http://127.0.0.1:{port}")
        _lay_out(site, socket_path)
        step.done("copy")
        made = _install(site)
        site.users.update(made["users"])
        site.app_passwords.update(made["app_passwords"])
        step.done("install")
        with _served(site, port):
            step.done("serve")
            yield site


class _Steps:
    def __init__(self, log: list[tuple[str, float]]) -> None:
        self._log = log
        self._since = time.monotonic()

    def done(self, name: str) -> None:
        now = time.monotonic()
        self._log.append((name, now - self._since))
        self._since = now


def _install(site: Site) -> dict[str, Any]:
    done = subprocess.run(
        ["php", str(site.folder / "run.php")],
        input=(PARTS / "install.php").read_text().removeprefix("<?php\n"),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    made: dict[str, Any] = _returned(done.stdout)
    return made


def _returned(printed: str) -> Any:
    before, mark, answer = printed.rpartition("\x1e")
    assert mark, printed
    assert not before.strip(), before
    return json.loads(answer)


def _linked(folder: str, _: list[str]) -> list[str]:
    return ["wp-includes"] if Path(folder) == SOURCE else []


def _lay_out(site: Site, socket_path: Path) -> None:
    site.folder.mkdir()
    (site.folder / "wp-includes").symlink_to(SOURCE / "wp-includes")
    shutil.copytree(SOURCE, site.folder, dirs_exist_ok=True, ignore=_linked, ignore_dangling_symlinks=True)
    (site.folder / "wp-config.php").unlink()
    config = (PARTS / "wp-config.php").read_text()
    config = config.replace("%SOCKET%", str(socket_path)).replace("%URL%", site.url)
    (site.folder / "wp-config.php").write_text(config)
    (site.folder / "run.php").write_text((PARTS / "run.php").read_text().replace("%TOKEN%", site.token))
    content = site.folder / "wp-content"
    (content / "mu-plugins").mkdir(parents=True)
    shutil.copy(PARTS / "observer.php", content / "mu-plugins")
    (content / "plugins/cmcompliance").symlink_to(PLUGIN)


@contextmanager
def _database(folder: Path, log: list[tuple[str, float]]) -> Iterator[Path]:
    step = _Steps(log)
    data, path = folder / "data", folder / "db.sock"
    user = ["--user=root"] if os.geteuid() == 0 else []
    environment = {**os.environ, "PATH": _path()}
    small = ["--innodb-log-file-size=8M", "--innodb-buffer-pool-size=32M"]
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", *user, f"--datadir={data}", "--skip-test-db", small[0]],
        env=environment,
        check=True,
        capture_output=True,
        timeout=120,
    )
    step.done("mariadb-install-db")
    quick = [
        "--skip-networking",
        "--skip-grant-tables",
        "--innodb-flush-log-at-trx-commit=0",
        "--skip-log-bin",
    ]
    command = ["mariadbd", "--no-defaults", *user, f"--datadir={data}", f"--socket={path}", *small, *quick]
    with _process([*command, f"--pid-file={folder / 'db.pid'}"], folder / "db.log", environment):
        _wait_for(lambda: _accepts(socket.AF_UNIX, str(path)), folder / "db.log")
        step.done("mariadbd")
        yield path


@contextmanager
def _served(site: Site, port: int) -> Iterator[None]:
    log = site.folder.parent / "php.log"
    quick = ["-d", "opcache.enable=1", "-d", "opcache.enable_cli=1", "-d", "opcache.revalidate_freq=0"]
    command = ["php", *quick, "-S", f"127.0.0.1:{port}", "-t", str(site.folder)]
    with _process(command, log, dict(os.environ)):
        _wait_for(lambda: _accepts(socket.AF_INET, ("127.0.0.1", port)), log)
        yield


@contextmanager
def _process(command: list[str], log: Path, environment: dict[str, str]) -> Iterator[None]:
    with log.open("wb") as output:
        started = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    try:
        yield
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        try:
            started.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()


def _accepts(family: int, address: Any) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        return tried.connect_ex(address) == 0


def _wait_for(ready: Any, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise AssertionError(log.read_text(errors="replace")[-2000:])
        time.sleep(0.05)
