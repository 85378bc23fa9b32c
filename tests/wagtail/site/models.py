from typing import Any, ClassVar

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, LockableMixin, Page, RevisionMixin, WorkflowMixin
from wagtail.snippets.models import register_snippet

from cmcompliance.wagtail.drafts import PageDraft, page_draft
from cmcompliance.wagtail.panel import CompliancePanel

PAID: dict[str, Any] = {
    "platform": "blog",
    "jurisdictions": ["FR"],
    "author": {"role": "influencer", "followers": 48000},
}


class Card(blocks.StructBlock):
    heading = blocks.CharBlock(required=False)
    text = blocks.TextBlock(required=False)


class PostPage(Page):
    """A post of an influencer, whose brand is in a field."""

    intro = models.TextField(blank=True)
    caption = models.CharField(max_length=255, blank=True)
    sponsor = models.CharField(max_length=255, blank=True)
    body = StreamField(
        [
            ("paragraph", blocks.RichTextBlock()),
            ("line", blocks.CharBlock()),
            ("card", Card()),
            ("points", blocks.ListBlock(blocks.CharBlock())),
            ("html", blocks.RawHTMLBlock()),
            ("address", blocks.URLBlock()),
        ],
        blank=True,
    )
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("caption"),
        FieldPanel("sponsor"),
        FieldPanel("body"),
        CompliancePanel(),
    ]

    def cmcompliance_drafts(self) -> list[PageDraft]:
        relationship = {"kind": "paid", "brand": self.sponsor} if self.sponsor else {}
        fields = {**PAID, "relationship": relationship}
        return [page_draft(self, title="title", text=("intro", "caption", "body"), **fields)]


class MappedPage(Page):
    """A page whose drafts the settings describe."""

    intro = models.TextField(blank=True)
    sponsor = models.CharField(max_length=255, blank=True)
    body = RichTextField(blank=True)
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        CompliancePanel(),
    ]


class FreePage(Page):
    """A page that publishes nothing that is checked."""


@register_snippet
class Note(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    text = models.TextField()
    panels: ClassVar = [FieldPanel("text"), PublishingPanel(), CompliancePanel()]

    def __str__(self) -> str:
        return self.text[:20]

    def cmcompliance_drafts(self) -> list[PageDraft]:
        relationship = {"kind": "paid", "brand": "Lumidaube"}
        return [page_draft(self, text="text", language="fr", relationship=relationship, **PAID)]
