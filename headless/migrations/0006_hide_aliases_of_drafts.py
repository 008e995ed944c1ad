"""Takes down the aliases that went live when their source was only scheduled."""

from django.db import migrations


def hide_aliases_of_drafts(apps, schema_editor):
    """Take down each live alias of a page that is not live, then the aliases of that one."""
    pages = apps.get_model("wagtailcore", "Page").objects.using(schema_editor.connection.alias)
    shown_early = pages.filter(live=True, alias_of__live=False)
    while found := list(shown_early.values_list("pk", flat=True)):
        pages.filter(pk__in=found).update(live=False)


class Migration(migrations.Migration):
    """Has no way back: nobody wants them live again."""

    dependencies = [
        ("headless", "0005_panel_grants_and_new_secrets"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(hide_aliases_of_drafts, migrations.RunPython.noop)]
