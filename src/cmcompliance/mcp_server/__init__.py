"""The checks as tools of an assistant, by the Model Context Protocol."""

from cmcompliance.mcp_server.server import server_on

__all__ = ["server_on"]
