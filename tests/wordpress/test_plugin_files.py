"""The plugin's files, without a site."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
HOME = ROOT / "integrations/wordpress"
PLUGIN = HOME / "cmcompliance"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HOME / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(shutil.which("php") is None, reason="not installed: php")
def test_php_can_read_every_file() -> None:
    files = [str(path) for path in PLUGIN.rglob("*.php")]
    read = (
        "foreach (array_slice($argv, 1) as $file) { token_get_all(file_get_contents($file), TOKEN_PARSE); }"
    )
    done = subprocess.run(["php", "-r", read, "--", *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(files) > 25


def test_every_file_refuses_to_run_outside_wordpress() -> None:
    for path in PLUGIN.rglob("*.php"):
        source = path.read_text()
        assert (
            "defined( 'ABSPATH' ) || exit;" in source or "defined( 'WP_UNINSTALL_PLUGIN' ) || exit;" in source
        )


def test_everything_is_said_in_french_too() -> None:
    translations = script("translations")
    wanted = translations.template()
    catalog = translations.read(PLUGIN / "languages/cmcompliance-fr_FR.po")
    assert translations.untranslated(catalog, wanted) == []
    assert (PLUGIN / "languages/cmcompliance.pot").read_bytes() == translations.as_template(wanted)
    assert (PLUGIN / "languages/cmcompliance-fr_FR.mo").read_bytes() == translations.compiled(catalog)


def test_a_translation_has_the_places_of_its_original() -> None:
    translations = script("translations")
    for message in translations.read(PLUGIN / "languages/cmcompliance-fr_FR.po"):
        for one, other in zip(strings(message.id), strings(message.string), strict=True):
            assert sorted(places(one)) == sorted(places(other)), one


def strings(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return said if isinstance(said, tuple) else (said,)


def places(text: str) -> list[str]:
    return [part for part in ("%s", "%d", "%1$s", "%2$s") if part in text]


def test_the_package_is_the_same_each_time_and_has_what_a_site_needs(tmp_path: Path) -> None:
    package = script("package")
    first, second = package.write(tmp_path / "a.zip"), package.write(tmp_path / "b.zip")
    assert first.read_bytes() == second.read_bytes()
    names = package.names(first)
    for name in ("cmcompliance.php", "readme.txt", "uninstall.php", "assets/editor.js", "LICENSE"):
        assert f"cmcompliance/{name}" in names
    assert all(name.startswith("cmcompliance/") for name in names)


def test_the_versions_agree() -> None:
    package = script("package")
    assert f"Stable tag: {package.version()}\n" in (PLUGIN / "readme.txt").read_text()
