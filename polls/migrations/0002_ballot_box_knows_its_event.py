from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0001_initial")]

    operations = [
        migrations.AddField(
            "ballotbox", "event_id", models.BigIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            "ballotbox", "channel", models.CharField(default="", max_length=80), preserve_default=False
        ),
        migrations.AddField(
            "ballotbox", "scope", models.PositiveSmallIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField("ballotbox", "groups", models.JSONField(default=dict)),
        migrations.AlterField(
            "ballotbox",
            "state",
            models.PositiveSmallIntegerField(choices=[(1, "Open"), (2, "Closed"), (3, "Emptied")], default=1),
        ),
    ]
