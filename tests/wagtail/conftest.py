"""A Wagtail site in this process, with its database in memory; nothing of it stays for other tests."""

import os
import time
from collections.abc import Iterator

import django
import pytest

_ZONE = os.environ.get("TZ")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.wagtail.site.settings")
django.setup()
if _ZONE is None:
    os.environ.pop("TZ", None)
else:
    os.environ["TZ"] = _ZONE
time.tzset()


@pytest.fixture(scope="session")
def tables() -> Iterator[None]:
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment
    from wagtail.models import Collection, Locale, Page, Site

    setup_test_environment()
    call_command("migrate", verbosity=0, run_syncdb=True)
    Collection.add_root(name="Root")
    for code in ("en", "fr"):
        Locale.objects.create(language_code=code)
    french = Locale.objects.get(language_code="fr")
    root = Page.add_root(title="Root", slug="root", locale=french)
    home = root.add_child(instance=Page(title="Home", slug="home", locale=french))
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    yield
    teardown_test_environment()
    connection.close()


@pytest.fixture
def site(tables: None) -> Iterator[None]:
    """The empty site; what a test makes of it is undone."""
    from django.db import transaction
    from django.utils import translation

    with translation.override("en"), transaction.atomic():
        yield
        transaction.set_rollback(True)
