from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from cmcompliance.draft import Draft, Medium
from cmcompliance.elements import Gatherer


@pytest.fixture(scope="module")
def gatherer() -> Iterator[Gatherer]:
    with Gatherer() as one:
        yield one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = PngInfo()
    texts.add_text("Copyright", "© 2026 Agence Lumen")
    Image.new("RGB", (8, 8)).save(tmp_path / "photo.png", pnginfo=texts)
    return tmp_path


def of(path: str | None) -> Draft:
    return Draft(text="x", media=[Medium(kind="image", path=path)])


def test_a_draft_takes_along_what_its_file_tells(gatherer: Gatherer, folder: Path) -> None:
    evidence = gatherer.gather(of("photo.png"), folder).media[0].evidence
    assert evidence is not None
    assert evidence.file is not None
    assert [saying.value for saying in evidence.file.says] == ["© 2026 Agence Lumen"]
    assert (evidence.file.read, evidence.grants) == ("fully", None)


def test_without_a_file_and_without_a_ledger_a_draft_stays_what_it_is(
    gatherer: Gatherer, folder: Path
) -> None:
    for path in (None, "absent.png", "https://x.example/photo.png", "../photo.png"):
        draft = of(path)
        assert gatherer.gather(draft, folder) is draft


def test_the_ledger_speaks_of_files_that_are_elsewhere(folder: Path) -> None:
    (folder / "rights.toml").write_text('[[asset]]\npath = "gone.png"\nlicence = "cession"\n')
    with Gatherer() as gatherer:
        medium = gatherer.gather(of("gone.png"), folder).media[0]
        unlisted = gatherer.gather(of("photo.png"), folder).media[0]
    assert medium.licence == "cession"
    assert medium.evidence is not None
    assert medium.evidence.completed == {"licence": "ledger"}
    assert unlisted.evidence is not None
    assert unlisted.evidence.grants == []


def test_evidence_that_a_draft_brings_is_kept(gatherer: Gatherer, folder: Path) -> None:
    gathered = gatherer.gather(of("photo.png"), folder)
    (folder / "photo.png").unlink()
    assert gatherer.gather(gathered, folder) is gathered
    assert Draft.model_validate_json(gathered.model_dump_json(exclude_unset=True)) == gathered
