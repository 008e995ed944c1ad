"""Records that are written once, each with a keyed hash of itself that tells a later change."""

from typing import Any

from django.db import models

from leads.encryption import keyed_hash


class AlteredRecordError(TypeError):
    """Somebody tried to change or delete what is written once."""


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses what would change or remove records."""

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        raise AlteredRecordError(f"{self.model._meta.verbose_name_plural} are written once.")

    def delete(self) -> Any:
        """Refuse."""
        raise AlteredRecordError(f"{self.model._meta.verbose_name_plural} are kept.")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list:
        """Seal each record and write them together."""
        records = list(objs)
        for record in records:
            record.seal = record.make_seal()
        return super().bulk_create(records, *args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Refuse."""
        return self.update()


class AppendOnly(models.Model):
    """A record with a seal: the keyed hash of its columns, made with LEADS_HASH_KEY."""

    seal = models.CharField(max_length=64, editable=False)

    objects = AppendOnlyQuerySet.as_manager()
    sealed_columns: tuple[str, ...] = ()
    texts_stay_as_given = True  # headless.text: a seal is made of the words as they were shown

    class Meta:
        abstract = True
        default_permissions = ("view",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Seal and write; refuse a second time."""
        if self.pk is not None:
            raise AlteredRecordError(f"{self._meta.verbose_name} {self.pk} is written once.")
        self.seal = self.make_seal()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse."""
        raise AlteredRecordError(f"{self._meta.verbose_name} {self.pk} is kept.")

    def make_seal(self) -> str:
        """Return the seal that belongs to the columns as they are now."""
        values: Any = (self._meta.get_field(name) for name in self.sealed_columns)
        return keyed_hash("\x1f".join(field.value_to_string(self) for field in values))

    @property
    def is_intact(self) -> bool:
        """Whether the columns are those that were sealed."""
        return self.seal == self.make_seal()
