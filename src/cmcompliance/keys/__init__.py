"""API keys: who may ask the service. Secrets are shown once and kept as digests alone."""

from cmcompliance.keys.file import KeyFileError
from cmcompliance.keys.key import Key
from cmcompliance.keys.ring import KeyRing

__all__ = ["Key", "KeyFileError", "KeyRing"]
