"""Each rule does what its examples say, and nothing in the pack is missing or idle."""

import subprocess
import sys


def test_the_rules_do_what_their_examples_say() -> None:
    command = [sys.executable, "-m", "cmcompliance", "rules"]
    subprocess.run([*command, "test", "--pack", "acme"], check=True)
    subprocess.run([*command, "lint", "acme"], check=True)
