"""The panel of the editor: what the check says of the page, and what can be done about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.safestring import mark_safe
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import Page

from cmcompliance.wagtail.judging import judge
from cmcompliance.wagtail.panel_content import content_of
from cmcompliance.wagtail.permissions import may_accept
from cmcompliance.wagtail.views import fragment
from cmcompliance.wagtail.words import language, lazy_word, word


class CompliancePanel(Panel):
    """Shows the check in the editor of a page or a snippet: `panels = [..., CompliancePanel()]`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["heading"] = kwargs.get("heading") or lazy_word("panel")
        super().__init__(*args, **kwargs)

    @property
    def clean_name(self) -> str:
        """The same in every language."""
        return "cmcompliance"

    class BoundPanel(Panel.BoundPanel):
        """The panel of one instance."""

        template_name = "cmcompliance_wagtail/panel.html"

        def get_context_data(self, parent_context: Any = None) -> Any:
            """Check the instance as it is stored."""
            context = super().get_context_data(parent_context)
            spoken, user = language(), self.request.user
            judgement = judge(self.instance, spoken)
            content = content_of(self.instance, judgement, spoken, may_accept=may_accept(user, self.instance))
            context["inside"] = mark_safe(fragment(content))  # our own template, which escapes
            context["address"] = self._address()
            context["lang"] = spoken
            context["messages"] = {key: word(key) for key in ("checking", "lost", "changed")}
            return context

        def _address(self) -> str:
            meta = self.instance._meta
            names: list[Any] = [meta.app_label, meta.model_name]
            if self.instance.pk is not None:
                return str(reverse("cmcompliance:stored", args=[*names, self.instance.pk]))
            if isinstance(self.instance, Page):
                return str(reverse("cmcompliance:new_page", args=[*names, self.form.parent_page.pk]))
            return str(reverse("cmcompliance:new", args=names))

        @property
        def media(self) -> forms.Media:
            """The script and the style sheet, both files."""
            return forms.Media(
                js=[versioned_static("cmcompliance_wagtail/panel.js")],
                css={"all": [versioned_static("cmcompliance_wagtail/panel.css")]},
            )
