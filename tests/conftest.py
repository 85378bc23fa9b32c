import os
import tempfile

# A developer's own cache must not hide what the tests compile; one for the session keeps them quick.
_CACHE = tempfile.TemporaryDirectory(prefix="cmcompliance-tests-")
os.environ.setdefault("CMCOMPLIANCE_CACHE", _CACHE.name)
