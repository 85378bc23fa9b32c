from django.apps import AppConfig


class BlogConfig(AppConfig):
    name = "tests.wagtail.site"
    label = "blog"
    default_auto_field = "django.db.models.BigAutoField"
