"""Signed messages to other systems about what was decided, and how those tell that they are ours."""

from cmcompliance.webhooks.signature import WrongSignature, verify
from cmcompliance.webhooks.target import Target, WebhookError
from cmcompliance.webhooks.webhooks import Webhooks, webhooks_to

__all__ = ["Target", "WebhookError", "Webhooks", "WrongSignature", "verify", "webhooks_to"]
