"""What no writer at hand writes: the texts of image models, odd places of blocks, odd values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from tests.media.pictures import picture, picture_bytes

from cmcompliance.media import Inspector

PARAMETERS = "une plage\nNegative prompt: flou\nSteps: 20, Sampler: Euler a, Seed: 7"


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    with Inspector() as one:
        yield one


@pytest.mark.parametrize("key", ["parameters", "prompt", "workflow"])
def test_what_an_image_model_was_told_is_read_from_a_png(
    inspector: Inspector, tmp_path: Path, key: str
) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text(key, PARAMETERS, zip=key == "prompt")
    (said,) = inspector.inspect(picture(tmp_path / "a.png", pnginfo=texts)).said
    assert (said.what, said.value) == ("ai_prompt", PARAMETERS.replace("\n", " "))
    assert said.where in (f"PNG tEXt {key}", f"PNG zTXt {key}")


def test_what_an_image_model_was_told_is_read_from_a_comment_of_exif(
    inspector: Inspector, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + PARAMETERS.encode("utf-16-le")
    found = inspector.inspect(picture(tmp_path / "a.jpg", exif=exif))
    assert found.values("ai_prompt") == (PARAMETERS.replace("\n", " "),)
    assert found.values("comment") == ()


def test_texts_behind_the_picture_are_read(inspector: Inspector, tmp_path: Path) -> None:
    data = picture_bytes("png")
    text = b"Copyright\0(c) Ana"
    chunk = len(text).to_bytes(4, "big") + b"tEXt" + text + bytes(4)
    (tmp_path / "a.png").write_bytes(data[:-12] + chunk + data[-12:])
    assert inspector.inspect(tmp_path / "a.png").values("copyright") == ("(c) Ana",)


@pytest.mark.parametrize(
    ("north", "east"), [((91.0, 0.0, 0.0), (2.0, 0.0, 0.0)), ((48.0,), (200.0,)), ((), ())]
)
def test_a_place_that_is_not_on_earth_is_none(
    inspector: Inspector, tmp_path: Path, north: tuple[float, ...], east: tuple[float, ...]
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: north, 3: "E", 4: east})
    assert inspector.inspect(picture(tmp_path / "a.jpg", exif=exif)).values("place") == ()


def test_a_day_of_noughts_is_none_and_control_characters_are_blanks(
    inspector: Inspector, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "0000:00:00 00:00:00"
    exif[0x013B] = "Ana\x1b[31m\nBob"
    found = inspector.inspect(picture(tmp_path / "a.jpg", exif=exif))
    assert [(one.what, one.value) for one in found.said] == [("creator", "Ana [31m Bob")]
