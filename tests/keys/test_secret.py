from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.keys.secret import PATTERN, is_well_formed, new_secret, secret_digest


def test_secrets_differ_and_are_found_by_their_pattern() -> None:
    secrets = {new_secret() for _ in range(200)}
    assert len(secrets) == 200
    assert all(is_well_formed(secret) for secret in secrets)
    assert [found.group() for found in PATTERN.finditer(f"key = '{new_secret()}';")]


@given(st.integers(5, 53), st.sampled_from("0123456789ABCXYZabcxyz"))
def test_a_slip_in_a_secret_is_seen(place: int, letter: str) -> None:
    secret = new_secret()
    slipped = secret[:place] + letter + secret[place + 1 :]
    assert is_well_formed(slipped) == (slipped == secret)


@given(st.text(), st.text())
def test_a_digest_is_of_one_secret(one: str, other: str) -> None:
    assert (secret_digest(one) == secret_digest(other)) == (one == other)
