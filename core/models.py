"""Abstract models shared by all apps. Core owns no tables."""

import uuid

from django.db import models
from django.db.models import Func, TextField
from django.utils.translation import gettext_lazy as _


class Identified(models.Model):
    """A row with a random UUID as its key: addresses and snapshots can name it for ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Timestamped(models.Model):
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        abstract = True


class PolishOrder(Func):
    """Sort key in Polish alphabetical order: the SQL function `pl_key`, made by the first migration of `accounts`."""

    function = "pl_key"
    output_field = TextField()
