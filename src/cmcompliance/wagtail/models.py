"""What editors said of a page to the check: findings they accepted, questions they answered."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from cmcompliance.wagtail.words import lazy_word


class _OfADraft(models.Model):
    """A thing said of one draft of a page or a snippet; `draft`: its number there."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    draft = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=255)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class AcceptedFinding(_OfADraft):
    """A finding that somebody answers for, with a reason and an end."""

    rule = models.CharField(max_length=255)
    words = models.JSONField(default=list)
    reason = models.CharField(max_length=2000)
    until = models.DateField()

    class Meta:
        verbose_name = lazy_word("accepted_finding")
        verbose_name_plural = lazy_word("accepted_findings")
        default_permissions = ()
        permissions: ClassVar = [("accept_finding", "Can accept a finding of the legal check")]
        indexes: ClassVar = [models.Index(fields=["content_type", "object_id"], name="cmcompliance_accepted")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"


class GivenAnswer(_OfADraft):
    """An answer to a question of the check: the changes that it makes in the draft.

    `about`: the digest of the medium that it speaks of; it holds for no other.
    """

    field = models.CharField(max_length=255)
    changes = models.JSONField(default=list)
    about = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = lazy_word("given_answer")
        verbose_name_plural = lazy_word("given_answers")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "draft", "field", "about"],
                name="cmcompliance_one_answer",
            )
        ]

    def __str__(self) -> str:
        return str(self.field)


def key_of(instance: Any) -> dict[str, Any]:
    """Return by what the things said of an instance are found; an alias has those of its original."""
    original = getattr(instance, "alias_of_id", None)
    model = type(instance)
    return {
        "content_type": ContentType.objects.get_for_model(model),
        "object_id": str(original or instance.pk),
    }


def holds_on(accepted: AcceptedFinding, day: date) -> bool:
    """Return whether an acceptance still holds."""
    return bool(accepted.until >= day)
