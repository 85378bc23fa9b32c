"""The checks in an editor, by the Language Server Protocol."""

from cmcompliance.language_server.server import serve

__all__ = ["serve"]
