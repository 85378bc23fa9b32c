"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AcceptedFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.CharField(max_length=255)),
                ("draft", models.PositiveIntegerField(default=0)),
                ("by_name", models.CharField(max_length=255)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("rule", models.CharField(max_length=255)),
                ("words", models.JSONField(default=list)),
                ("reason", models.CharField(max_length=2000)),
                ("until", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "accepted finding",
                "verbose_name_plural": "accepted findings",
                "permissions": [("accept_finding", "Can accept a finding of the legal check")],
                "default_permissions": (),
                "indexes": [models.Index(fields=["content_type", "object_id"], name="cmcompliance_accepted")],
            },
        ),
        migrations.CreateModel(
            name="GivenAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.CharField(max_length=255)),
                ("draft", models.PositiveIntegerField(default=0)),
                ("by_name", models.CharField(max_length=255)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("field", models.CharField(max_length=255)),
                ("changes", models.JSONField(default=list)),
                ("about", models.CharField(blank=True, max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to the check",
                "verbose_name_plural": "answers to the check",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id", "draft", "field", "about"),
                        name="cmcompliance_one_answer",
                    )
                ],
            },
        ),
    ]
