"""The plugin as a zip that WordPress installs: the same bytes for the same files.

python integrations/wordpress/package.py [FILE]
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

HOME = Path(__file__).parent
PLUGIN = HOME / "cmcompliance"
LICENCE = HOME.parents[1] / "LICENSE"
_KEPT = {".php", ".js", ".css", ".txt", ".mo", ".po", ".pot"}
_DAY_OF_ALL = (1980, 1, 1, 0, 0, 0)


def version() -> str:
    """Return the version that the plugin's header says."""
    found = re.search(r"^ \* Version:\s+(\S+)$", (PLUGIN / "cmcompliance.php").read_text(), re.MULTILINE)
    if found is None:
        raise ValueError("cmcompliance.php: the header has no Version")
    return found[1]


def write(target: Path) -> Path:
    """Write the zip."""
    files = {f"cmcompliance/{path.relative_to(PLUGIN).as_posix()}": path for path in PLUGIN.rglob("*")}
    kept = {name: path for name, path in files.items() if path.is_file() and path.suffix in _KEPT}
    kept["cmcompliance/LICENSE"] = LICENCE
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(kept):
            entry = zipfile.ZipInfo(name, _DAY_OF_ALL)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, kept[name].read_bytes())
    return target


def names(path: Path) -> list[str]:
    """Return the names in a zip."""
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


if __name__ == "__main__":
    default = HOME.parents[1] / f"build/cmcompliance-wordpress-{version()}.zip"
    print(write(Path(sys.argv[1]) if sys.argv[1:] else default))
