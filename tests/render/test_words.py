from __future__ import annotations

from string import Formatter

from cmcompliance.render import words_of


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    french, english = words_of("fr"), words_of("en")
    assert french.keys() == english.keys()
    for key in french:
        gaps = [[name for _, name, _, _ in Formatter().parse(words[key])] for words in (french, english)]
        assert sum(name is not None for name in gaps[0]) == sum(name is not None for name in gaps[1]), key
