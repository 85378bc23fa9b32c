"""Who may do what at the panel."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

ACCEPT = "cmcompliance_wagtail.accept_finding"


def may_edit(user: Any, instance: Any) -> bool:
    """Return whether a person may edit an instance, and so see what the check says of it."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    policy = ModelPermissionPolicy(type(instance))
    return bool(policy.user_has_permission_for_instance(user, "change", instance))


def may_add(user: Any, model: Any, parent: Any) -> bool:
    """Return whether a person may make an instance, a page under its parent."""
    if parent is not None:
        return bool(parent.permissions_for_user(user).can_add_subpage())
    return bool(ModelPermissionPolicy(model).user_has_permission(user, "add"))


def may_accept(user: Any, instance: Any) -> bool:
    """Return whether a person may accept findings, and in this instance."""
    return bool(user.has_perm(ACCEPT)) and (instance.pk is None or may_edit(user, instance))
