"""What a platform allows, or does not speak of, never fires: over the whole table, in both languages."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from cmcompliance import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.rulebook import load_book
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.condition import facts_of
from cmcompliance.rulebook.lint.use import facts_behind
from cmcompliance.rulebook.vocabulary import MECHANICS, PLATFORMS

ANSWER = ("réponds en commentaire avec ta couleur préférée", "comment your favourite colour")
ACTIONS: dict[str, tuple[str, str]] = {
    "hold": ANSWER,
    "hold_in_ad": ANSWER,
    "like": ("like ce post, upvote", "like and upvote this post"),
    "follow": ("suis notre compte", "follow our account"),
    "subscribe": ("abonne-toi à la chaîne", "subscribe to the channel"),
    "comment": ANSWER,
    "tag_friends": ("tague deux amis en commentaire", "tag two friends in the comments"),
    "tag_absent": ("identifie-toi sur la photo du lot", "tag yourself in the picture of the prize"),
    "share_story": ("partage ce post en story", "share this post to your story"),
    "share_timeline": ("partage cette publication sur ton profil", "share this post on your timeline"),
    "repost": ("republie ce post", "repost this"),
    "send_to_friends": ("envoie ce Snap à 10 amis", "send this Snap to ten friends"),
    "save_given_pin": ("épingle cette image", "save this Pin"),
    "upload": ("poste une photo de ton balcon", "post a photo of your balcony"),
    "use_hashtag": ("poste ta réponse avec #BalconEnFleurs", "post your answer with #BloomingBalcony"),
    "pay": ("don obligatoire, un ticket par don", "donation required, one ticket per donation"),
    "enter_often": ("commente autant de fois que tu veux", "comment as many times as you like"),
    "many_accounts": ("joue avec tous tes comptes", "enter with all your accounts"),
    "mention_many": ("mentionne 20 amis", "tag as many people as you can"),
}
OBLIGATIONS = {
    "hold": "platform.promotion-forbidden",
    "hold_in_ad": "platform.promotion-forbidden",
    "like": "platform.metric-manipulation",
    "follow": "platform.metric-manipulation",
    "subscribe": "platform.metric-manipulation",
    "save_given_pin": "platform.metric-manipulation",
    "cash_draw": "platform.metric-manipulation",
    "reward_each": "platform.metric-manipulation",
    "gate_content": "platform.metric-manipulation",
    "tag_friends": "platform.friend-tag-required",
    "tag_absent": "platform.inaccurate-tagging",
    "share_story": "platform.personal-timeline",
    "share_timeline": "platform.personal-timeline",
    "send_to_friends": "platform.multiple-entry-spam",
    "enter_often": "platform.multiple-entry-spam",
    "many_accounts": "platform.multiple-entry-spam",
    "mention_many": "platform.mention-spam",
    "pay": "contest.paid-entry",
}
"""What a forbidden or discouraged action breaches; other actions breach none of these."""
WHOLE_TEXTS = {
    "cash_draw": (
        "500 € en cash à gagner ! Like ce post et suis le compte, tirage au sort dimanche.",
        "Win $500 cash! Like this post and follow me, winner drawn at random on Sunday.",
    ),
    "reward_each": (
        "Abonnez-vous à la page et recevez un code de -10 % en message privé.",
        "Follow the page and get a 10% off code in your DMs.",
    ),
    "gate_content": ("Partage ce post pour débloquer la suite.", "Share this post to unlock the rest."),
}
ASKED_ALONG = {"cash_draw": ("like", "follow")}
"""Other actions that a text asks for, which a platform may mind."""
SEVERITIES = {"forbidden": {"error", "warning"}, "discouraged": {"warning", "info"}}


def texts(action: str) -> tuple[str, str]:
    if action in WHOLE_TEXTS:
        return WHOLE_TEXTS[action]
    french, english = ACTIONS[action]
    return (
        f"🎁 JEU CONCOURS 🎁 Un vélo à gagner ! Pour participer : {french}. Tirage au sort le 3 mai.",
        f"🎁 GIVEAWAY 🎁 Win a bike! To enter: {english}. Winner drawn at random on 3 May.",
    )


def draft(action: str, platform: str, text: str) -> dict[str, Any]:
    return {
        "text": text,
        "platform": platform,
        "kind": "ad" if action == "hold_in_ad" else "post",
        "author": {"role": "brand", "name": "Cyclo"},
        # A country without contest rules of its own: only platforms speak.
        "jurisdictions": ["AU"],
        "published_at": "2026-11-22",
    }


@cache
def shipped() -> RuleBook:
    return load_book()


@cache
def checker() -> Checker:
    return Checker()


@cache
def reading(action: str) -> set[str]:
    """Return the rules that read the action in the table."""
    book = shipped()
    return {
        name
        for name, rule in book.rules.items()
        if MECHANICS + action in facts_behind(facts_of(rule.condition), book)
    }


def severities(action: str, platform: str, text: str) -> set[str]:
    """Return the severities of what the rules that read the action find about it."""
    rules = reading(action)
    return {
        finding.severity
        for finding in checker().check(parse_draft(draft(action, platform, text))).findings
        if finding.rule in rules and finding.obligation == OBLIGATIONS.get(action)
    }


def test_every_action_of_the_table_is_tried() -> None:
    assert set(shipped().mechanics) == {*ACTIONS, *WHOLE_TEXTS}


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("action", [*ACTIONS, *WHOLE_TEXTS])
def test_only_what_the_table_forbids_or_discourages_fires(action: str, platform: str) -> None:
    book = shipped()
    asked = (action, *ASKED_ALONG.get(action, ()))
    cells = [book.mechanics[each].cells[platform] for each in asked if platform in book.mechanics[each].cells]
    states = {cell.state for cell in cells} & SEVERITIES.keys()
    for text in texts(action):
        found = severities(action, platform, text)
        expected = set().union(*(SEVERITIES[state] for state in states))
        assert bool(found) == bool(states), (states, found, text)
        assert found <= expected, (states, found, text)


def test_an_action_that_no_platform_minds_breaches_nothing() -> None:
    minded = {
        name
        for name, mechanic in shipped().mechanics.items()
        if any(cell.state != "allowed" for cell in mechanic.cells.values())
    }

    assert minded == set(OBLIGATIONS)


def test_every_action_that_some_platform_minds_is_read_by_a_rule() -> None:
    book = shipped()
    for action, obligation in OBLIGATIONS.items():
        assert {book.rules[name].obligation for name in reading(action)} == {obligation}, action
