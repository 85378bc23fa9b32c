"""Wagtail's own command, which a page that may not go live does not stop."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Revision

from cmcompliance.wagtail.blocked import PublicationBlocked
from cmcompliance.wagtail.notices import rules_named
from cmcompliance.wagtail.words import words_in


class Command(WagtailCommand):
    """Publishes what is due; a page that is held back loses its schedule, stays a draft and is named."""

    help = "Publishes what is scheduled, but nothing that the legal check holds back."

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin anew after each page that is held back: those before it are published."""
        seen: set[tuple[str, Any]] = set()
        while True:
            try:
                super().handle(*args, **options)
            except PublicationBlocked as blocked:
                name = blocked.instance._meta.label, blocked.instance.pk
                if name in seen:
                    raise
                seen.add(name)
                self._unschedule(blocked)
            else:
                return

    def _unschedule(self, blocked: PublicationBlocked) -> None:
        instance = blocked.instance
        due = Revision.objects.for_instance(instance).filter(approved_go_live_at__lt=timezone.now())
        due.update(approved_go_live_at=None)
        log(instance=instance, action="cmcompliance.block", data={"what": rules_named(blocked.judgement)})
        words = words_in(blocked.language)
        self.stderr.write("\n".join([*blocked.messages, words["unscheduled"]]))
