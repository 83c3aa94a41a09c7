"""The same for questions from the hall and the support for them."""

from django.db import migrations

COLUMNS = {
    "polls_hallbox": ("key",),
    "polls_hallquestion": ("text", "author_key"),
    "polls_upvote": ("question_id", "voter_key"),
}


def keep_statistics(schema_editor, target):
    """How many examples are kept of each column; 0: none, -1: as many as usual."""
    if schema_editor.connection.vendor != "postgresql":
        return
    quote = schema_editor.quote_name
    for table, columns in COLUMNS.items():
        for column in columns:
            schema_editor.execute(f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} SET STATISTICS {target}")


class Migration(migrations.Migration):
    dependencies = [("polls", "0007_policy_stays_locked")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: keep_statistics(schema_editor, 0),
            lambda apps, schema_editor: keep_statistics(schema_editor, -1),
        )
    ]
