"""Whatever comes in, a check ends in a report or a clear error, and every span is where it says."""

from __future__ import annotations

import io
import os
import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcompliance import Checker
from cmcompliance.draft import Draft, parse_draft
from cmcompliance.read import ReadDraft, read_drafts
from cmcompliance.render import Source, render_json, render_text
from cmcompliance.report import Report

RUNS = int(os.environ.get("CMCOMPLIANCE_FUZZ", "200"))
LOOSE = settings(
    max_examples=RUNS // 2,
    deadline=None,
    derandomize=RUNS <= 1_000,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

SAID = (
    "concours gagnant tirage au sort gratuit sans obligation d'achat publicité sponsorisé offert @marque "
    "#ad code LEA15 -20 % 79 € 1 000 000 $ 24/12/2026 minuit lien en bio https://ex.example/?ref=a "
    "giveaway winner follow tag win free #JeuConcours 🎁 👩\u200d🍳 ｊｅｕ 𝗖𝗢𝗡𝗖𝗢𝗨𝗥𝗦 c o n c o u r s "
    'gagnééééé « » " ( ) si ? !!! ... ne pas jamais bravo à @lea FR76 3000 6000 0112 3456 7890 189 '
    "\u200b \u202e \u0301 ß İ ﬁ ½ ١٢٣ 家族 \r\n \n\n \t \x1b[31m +33 6 12 34 56"
)
WORDS = SAID.split(" ")
any_text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)
like_a_post = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
texts = st.one_of(any_text, like_a_post, st.tuples(like_a_post, any_text).map("".join))
metadata = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(
            ["post", "story", "comment", "contest_rules", "ad", "bio", "email", "article"]
        ),
        "title": texts,
        "platform": st.sampled_from(["instagram", "facebook", "tiktok", "x", "youtube", "blog", "whatsapp"]),
        "language": st.sampled_from(["fr", "en", "de", "zz", "fr-CA"]),
        "jurisdictions": st.lists(
            st.sampled_from(["FR", "BE", "EU", "GB", "US", "US-NY", "CA-QC", "ZZ"]), max_size=3
        ),
        "published_at": st.sampled_from(["2015-01-01", "2024-11-08", "2026-12-24T23:59", "9999-12-31"]),
        "author": st.fixed_dictionaries(
            {},
            optional={
                "name": texts,
                "role": st.sampled_from(["brand", "agency", "influencer", "consumer", "media"]),
                "followers": st.integers(0, 10**12),
                "age": st.integers(0, 150),
            },
        ),
        "relationship": st.fixed_dictionaries(
            {},
            optional={
                "kind": st.sampled_from(["none", "paid", "gifted", "affiliate", "employment", "unknown"]),
                "brand": texts,
                "value": st.floats(0, 1e12),
                "currency": st.sampled_from(["EUR", "USD", "XXX"]),
                "platform_label": st.booleans(),
            },
        ),
        "media": st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "overlay": texts,
                    "transcript": texts,
                    "alt": texts,
                    "licence": texts,
                    "source": st.sampled_from(["own", "web", "stock", "ai_generated"]),
                    "people": st.lists(
                        st.fixed_dictionaries(
                            {}, optional={"minor": st.booleans(), "consent": st.booleans()}
                        ),
                        max_size=2,
                    ),
                },
            ),
            max_size=2,
        ),
        "links": st.lists(texts, max_size=2),
        "contest": st.fixed_dictionaries(
            {},
            optional={
                "organiser": texts,
                "mechanism": st.sampled_from(["chance", "skill", "vote"]),
                "free_entry": st.booleans(),
                "rules_text": texts,
                "rules_url": texts,
                "closes_at": st.sampled_from(["2026-12-24", "0001-01-01", "9999-12-31T23:59:59"]),
            },
        ),
        "sectors": st.lists(st.sampled_from(["alcohol", "tobacco", "crypto", "food"]), max_size=2),
    },
)


@cache
def checker() -> Checker:
    return Checker()


def verify(draft: Draft, report: Report) -> None:
    source = Source(draft, "fuzz")
    spans = [span for finding in report.findings for span in finding.spans]
    spans += [span for finding in report.findings for reason in finding.because for span in reason.spans]
    for span in spans:
        assert source.field(span.field)[span.start : span.end] == span.text, span
    for finding in report.findings:
        edit = finding.remediation.edit
        assert edit is None or 0 <= edit.start <= edit.end <= len(source.field(edit.field)), edit
    assert Report.model_validate_json(render_json(report)) == report
    for language in ("fr", "en"):
        page = render_text(report, source, language)
        assert "\x1b" not in page


@LOOSE
@given(texts, metadata)
def test_any_draft_gives_a_report_whose_spans_are_where_they_say(
    text: str, fields: dict[str, object]
) -> None:
    draft = parse_draft({"text": text, **fields})
    verify(draft, checker().check(draft))


SEEDS = [
    b'{"text": "Concours ! Tague un ami, tirage le 24/12.", "platform": "instagram"}\n{"text": "b"}\n',
    "---\nplatform: tiktok\nauthor: {role: brand}\n---\n🎁 Jeu, abonne-toi pour gagner\r\n#jeu".encode(),
    '[{"text": "Merci @marque, code LEA15 🧡", "relationship": {"kind": "gifted"}}]'.encode(),
]


@pytest.mark.parametrize("share", range(4))
def test_any_bytes_give_reports_or_errors(share: int) -> None:
    chance = random.Random(share)
    for _ in range(RUNS // 8):
        data = mutated(chance.choice(SEEDS), chance)
        for item in read_drafts(io.BytesIO(data), "fuzz"):
            if isinstance(item, ReadDraft):
                verify(item.draft, checker().check(item.draft))
            else:
                assert item.message


def mutated(seed: bytes, chance: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(chance.randrange(8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[at:at] = chance.randbytes(chance.randrange(1, 6))
            case 1:
                del data[at : at + chance.randrange(1, 6)]
            case 2:
                data[at:at] = data[chance.randrange(len(data) + 1) :][:20]
            case _:
                data[at : at + 1] = chance.choice(
                    [b"\0", b"\xff", b"\r", b"\n", b"\\u0000", b"\\ud83c", b"\xf0\x9f"]
                )
    return bytes(data)
