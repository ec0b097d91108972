"""What everybody reads of the evidence of a barrier: words of public plans, and a number of quiet cities."""

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.queries.harvest import public_harvest
from improvement_plans.models import Barrier
from improvement_plans.services import merge_flags
from tests.catalogue.factories import published_plan
from tests.improvement_plans.harvesting import Harvest

pytestmark = pytest.mark.django_db


def test_the_page_of_a_barrier_names_who_is_public_and_counts_the_others() -> None:
    publication = published_plan()
    network = publication.document.improvement_plan.network
    barrier = Barrier.objects.get(document=publication.document)
    public, quiet = (Harvest(with_plan=False, network=network) for _ in range(2))
    flags = [public.flag_words(note="Między nami."), quiet.flag_words(note="Też między nami.")]
    merge_flags(by=public.editor, network=network, flags=flags, into=barrier)
    address = reverse("barrier", args=[barrier.code])
    assert "Miasto się nagrzewa" not in Client().get(address).content.decode()
    public.publish()
    # The catalogue notes a publication by its own rows; here it is told by a piece of evidence that changes.
    barrier.shown_by.first().save()
    page = Client().get(address)
    text = page.content.decode()
    assert page.context["quiet"] == 1
    assert "Miasto się nagrzewa" in text
    assert public.participation.city.name in text
    assert quiet.participation.city.name not in text
    assert "ędzy nami" not in text
    shown = publication.rows.get(kind="barrier")
    _harvest, cities = public_harvest(shown, [quiet.participation.city.slug])
    assert (len(cities.named), cities.others) == (2, 0)
