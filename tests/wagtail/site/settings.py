from typing import Any


class _OnlyOurs(dict[str, Any]):
    """No migrations but those that the one under test needs: tables are made from the models."""

    def __contains__(self, label: object) -> bool:
        return label not in {"contenttypes", "auth", "cmcompliance_wagtail"}

    def __getitem__(self, label: str) -> None:
        return None

    def get(self, label: str, default: Any = None) -> Any:
        return None if label in self else default


SECRET_KEY = "of the tests"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
MIGRATION_MODULES = _OnlyOurs()
INSTALLED_APPS = [
    "cmcompliance.wagtail",
    "tests.wagtail.site.apps.BlogConfig",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cmcompliance.wagtail.middleware.ComplianceMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "tests.wagtail.site.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_URL = "/static/"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("fr", "Français")]
WAGTAIL_I18N_ENABLED = True
LOGGING_CONFIG = None
WAGTAIL_SITE_NAME = "Blog"
WAGTAILADMIN_BASE_URL = "http://testserver"
CMCOMPLIANCE = {
    "MODELS": {
        "blog.MappedPage": {
            "title": "title",
            "text": ["intro", "body"],
            "fields": {"relationship.brand": "sponsor"},
            "draft": {
                "platform": "blog",
                "jurisdictions": ["FR"],
                "author": {"role": "influencer"},
                "relationship": {"kind": "paid"},
            },
        }
    }
}
