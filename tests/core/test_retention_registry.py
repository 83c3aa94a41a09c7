"""Every field of every model of ours is declared: personal, or not (D14)."""

from django.apps import apps
from django.utils.functional import Promise

from core.retention import declarations

APPS = ("core", "mailing", "live", "events", "workshops", "registrations", "handouts", "polls", "reports", "workspace")


def undeclared(declared) -> list[str]:
    """Fields of our models that the registry says nothing about."""
    missing = []
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            declaration = declared.get(model._meta.label_lower)
            if declaration and declaration.whole_model_impersonal:
                continue
            known = set(declaration.personal) | set(declaration.impersonal) if declaration else set()
            missing += [
                f"{model._meta.label}.{field.name}"
                for field in model._meta.local_fields
                if field.name not in known and not field.primary_key and not field.is_relation
            ]
    return missing


def test_every_field_of_every_model_is_declared():
    assert undeclared(declarations()) == []


def test_undeclared_model_is_noticed_as_control():
    declared = dict(declarations())
    declared.pop("registrations.registration")
    assert "registrations.Registration.email" in undeclared(declared)


def test_declared_fields_exist():
    unknown = []
    for label, declaration in declarations().items():
        model = apps.get_model(label)
        names = {field.name for field in model._meta.get_fields()}
        unknown += [f"{label}.{name}" for name in {*declaration.personal, *declaration.impersonal} - names]
    assert unknown == []


def test_purposes_and_readers_can_be_read_in_every_language():
    fields = [field for declaration in declarations().values() for field in declaration.personal.values()]
    assert fields
    assert [field for field in fields if not isinstance(field.purpose, Promise)] == []
    assert [field for field in fields if not isinstance(field.readers, Promise)] == []
