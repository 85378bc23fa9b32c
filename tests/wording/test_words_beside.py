from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.wording import Unreadable, Wording, words_beside
from cmcompliance.wording.subtitles import Spoken, joined, spoken_in

SRT = (
    "1\r\n00:00:00,500 --> 00:00:02,000\r\n{\\an8}Salut <b>à tous</b>\r\n\r\n"
    "2\r\n00:00:02,000 --> 00:00:04,250\r\nCollaboration commerciale\r\navec Duvet\r\n"
)
ROLLING = """WEBVTT

NOTE made by a machine

00:00.000 --> 00:02.000
bonjour à tous

00:02.000 --> 00:04.000 align:start
bonjour à tous
aujourd'hui je vous montre

00:04.000 --> 00:06.000
aujourd'hui je vous montre
<v Léa>ma nouvelle lampe
"""


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    return path


def words(clip: Path, language: str | None = None) -> Wording:
    found = words_beside(clip, language)
    assert isinstance(found, Wording), found
    return found


def test_subtitles_are_one_text_with_the_time_of_each_stretch(clip: Path) -> None:
    clip.with_suffix(".srt").write_bytes(SRT.encode())
    found = words(clip)
    assert found.text == "Salut à tous\nCollaboration commerciale avec Duvet"
    assert [(found.text[cue.start : cue.end], cue.begins, cue.ends) for cue in found.cues] == [
        ("Salut à tous", 0.5, 2.0),
        ("Collaboration commerciale avec Duvet", 2.0, 4.25),
    ]
    assert (found.source, found.file, found.cut) == ("subtitles", "clip.srt", False)


def test_what_rolling_captions_repeat_is_said_once(clip: Path) -> None:
    clip.with_suffix(".vtt").write_text(ROLLING, encoding="utf-8")
    assert words(clip).text == "bonjour à tous\naujourd'hui je vous montre\nma nouvelle lampe"


def test_only_tags_are_left_out_of_what_is_said(clip: Path) -> None:
    clip.with_suffix(".srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nprix {promo} a < b &amp; c > d <i>fin</i>\n", encoding="utf-8"
    )
    assert words(clip).text == "prix {promo} a < b & c > d fin"


def test_notes_between_cues_and_times_within_them_are_not_said(clip: Path) -> None:
    clip.with_suffix(".vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\ncollaboration<00:00:01.500><c> commerciale</c>\n\n"
        "NOTE not said\n\n00:02.000 --> 00:03.000\nbonjour\n"
    )
    assert words(clip).text == "collaboration commerciale\nbonjour"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(clip: Path, encoding: str) -> None:
    clip.with_suffix(".srt").write_bytes(SRT.encode(encoding))
    assert words(clip).text.startswith("Salut à tous")


def test_the_drafts_language_comes_first_then_that_which_is_not_said(clip: Path) -> None:
    for name in ("clip.en.srt", "clip.fr-FR.srt", "clip.srt", "clip.transcript.txt", "clip.txt", "other.srt"):
        (clip.parent / name).write_text(SRT, encoding="utf-8")
    assert words(clip, "fr").file == "clip.fr-FR.srt"
    assert words(clip, "de").file == "clip.srt"
    (clip.parent / "clip.srt").unlink()
    assert words(clip).file == "clip.en.srt"


def test_a_transcript_is_taken_as_it_stands_and_a_caption_is_none(clip: Path) -> None:
    (clip.parent / "clip.txt").write_text("La légende du post")
    assert words_beside(clip) is None
    (clip.parent / "clip.transcript.txt").write_text("Bonjour.\n\nMerci à Duvet.\n", encoding="utf-8")
    found = words(clip)
    assert (found.text, found.source, found.cues) == ("Bonjour.\n\nMerci à Duvet.", "transcript", ())


def test_what_cannot_be_read_is_told(clip: Path) -> None:
    subtitles = clip.with_suffix(".srt")
    subtitles.write_text("this is a shopping list")
    assert words_beside(clip) == Unreadable("clip.srt", "damaged")
    subtitles.unlink()
    subtitles.symlink_to("/etc/hostname")
    assert words_beside(clip) == Unreadable("clip.srt", "link")


def test_more_than_a_draft_may_have_is_cut_between_cues() -> None:
    text, cues, cut = joined([Spoken(("abc",), 0, 1), Spoken(("def",), 1, 2)], 5)
    assert (text, len(cues), cut) == ("abc", 1, True)


@given(st.text(max_size=300))
def test_any_text_is_subtitles_or_none(text: str) -> None:
    for form in (text, f"WEBVTT\n\n{text}", f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n"):
        try:
            spoken = spoken_in(form)
        except ValueError:
            continue
        whole, cues, _ = joined(spoken, 10_000)
        assert all(0 <= cue.start < cue.end <= len(whole) and cue.begins <= cue.ends for cue in cues)
        assert [cue.begins for cue in cues] == sorted(cue.begins for cue in cues)
