"""Once the disclosure policy of an event is locked, the database itself refuses another minimum or other groups."""

from django.db import migrations

POSTGRESQL = (
    """
    CREATE FUNCTION polls_policy_stays_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.locked_at IS NOT NULL AND (
            NEW.locked_at IS DISTINCT FROM OLD.locked_at
            OR NEW.minimum IS DISTINCT FROM OLD.minimum
            OR NEW.groups IS DISTINCT FROM OLD.groups
        ) THEN
            RAISE EXCEPTION 'the disclosure policy of an event is locked' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER polls_policy_stays_locked BEFORE UPDATE ON polls_disclosurepolicy
    FOR EACH ROW EXECUTE FUNCTION polls_policy_stays_locked()
    """,
)
POSTGRESQL_BACK = (
    "DROP TRIGGER polls_policy_stays_locked ON polls_disclosurepolicy",
    "DROP FUNCTION polls_policy_stays_locked()",
)
SQLITE = (
    """
    CREATE TRIGGER polls_policy_stays_locked BEFORE UPDATE ON polls_disclosurepolicy
    FOR EACH ROW WHEN OLD.locked_at IS NOT NULL AND (
        NEW.locked_at IS NOT OLD.locked_at OR NEW.minimum IS NOT OLD.minimum OR NEW."groups" IS NOT OLD."groups"
    )
    BEGIN
        SELECT RAISE(ABORT, 'the disclosure policy of an event is locked');
    END
    """,
)
SQLITE_BACK = ("DROP TRIGGER polls_policy_stays_locked",)


def guard(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def let_go(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("polls", "0006_remote_and_preparing")]

    operations = [migrations.RunPython(guard, let_go)]
