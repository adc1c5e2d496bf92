from django.db import migrations

from hoithi.units.enums import KINDS


def load(apps, schema_editor):
    kind = apps.get_model("units", "UnitKind")
    for code, name, is_territory, order in KINDS:
        kind.objects.get_or_create(code=code, defaults={"name": name, "is_territory": is_territory, "order": order})


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
