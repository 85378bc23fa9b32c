import subprocess
import sys

import pytest

CHECK = "from cmcompliance import check; check('Tirage au sort dimanche : like et abonne-toi !', lang='fr')"
CHECKER = "import cmcompliance.checking.checker"


@pytest.mark.parametrize(("code", "unwanted"), [(CHECK, "spacy"), (CHECKER, "yaml"), (CHECKER, "numpy")])
def test_a_check_does_not_wait_for_the_import_of_what_it_does_not_use(code: str, unwanted: str) -> None:
    asked = f"{code}\nimport sys\nprint({unwanted!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
