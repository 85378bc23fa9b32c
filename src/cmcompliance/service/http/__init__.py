"""The service over HTTP: a thin front that reads, guards and passes on; workers do the rest."""

from cmcompliance.service.http.app import app_on
from cmcompliance.service.http.limits import Limits

__all__ = ["Limits", "app_on"]
