"""Checks in a Wagtail site: what the law forbids is not published, and the editor sees why."""
