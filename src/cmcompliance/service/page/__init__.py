"""The page that the service shows: plain files, their routes and their headers."""

from cmcompliance.service.page.headers import PAGE_HEADERS
from cmcompliance.service.page.routes import page_routes

__all__ = ["PAGE_HEADERS", "page_routes"]
