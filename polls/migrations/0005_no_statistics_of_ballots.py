"""PostgreSQL gathers examples of what stands in a column, and keeps them when the rows are gone: not of ballots."""

from django.db import migrations

COLUMNS = {
    "polls_ballot": ("voter_key", "group", "choice", "text"),
    "polls_ballotbox": ("key",),
}


def keep_statistics(schema_editor, target):
    """How many examples are kept of each column; 0: none, -1: as many as usual."""
    if schema_editor.connection.vendor != "postgresql":
        return
    quote = schema_editor.quote_name
    for table, columns in COLUMNS.items():
        for column in columns:
            schema_editor.execute(
                f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} SET STATISTICS {target}"
            )


class Migration(migrations.Migration):
    dependencies = [("polls", "0004_hall")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: keep_statistics(schema_editor, 0),
            lambda apps, schema_editor: keep_statistics(schema_editor, -1),
        )
    ]
