"""Hash each number alone, without the extension or the words that were typed beside it.

Otherwise who called before would not be known again, and could not be found by number.
"""

from django.db import migrations

from leads.encryption import UnreadableValueError
from leads.phones import phone_hash, to_e164


def hash_numbers(apps, schema_editor):
    requests = apps.get_model("leads", "CallbackRequest").objects.using(schema_editor.connection.alias)
    known = requests.exclude(phone_hash="").order_by("pk").values_list("pk", "phone_hash")
    for pk, before in list(known):
        row = requests.filter(pk=pk)
        try:
            phone = row.values_list("phone", flat=True).get()
        except UnreadableValueError:  # stays as it is: the hash still finds what was typed so
            continue
        after = phone_hash(phone or "")
        if phone and after != before:
            row.update(phone_hash=after, phone_e164=to_e164(phone))


class Migration(migrations.Migration):
    dependencies = [("leads", "0005_newsletter")]

    operations = [migrations.RunPython(hash_numbers, migrations.RunPython.noop, elidable=True)]
