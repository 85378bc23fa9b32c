"""The application as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig


class CmcomplianceConfig(AppConfig):
    """Puts the check before everything that goes live."""

    name = "cmcompliance.wagtail"
    label = "cmcompliance_wagtail"
    verbose_name = "cmcompliance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the gate and the checks of the set-up."""
        from cmcompliance.wagtail import checks, gate  # noqa: PLC0415  # models are there only now

        gate.connect()
        checks.connect()
