"""Browsing recommendations: facets, looks of a view, what its links keep."""

import pytest
from django.test import Client

from improvement_plans.models import Institution
from publishing.enums import RenderingState
from publishing.models import Printout
from publishing.rendering.validity import faults
from publishing.tasks import print_out
from tests import factories
from tests.tracking.many import many_recommendations

pytestmark = pytest.mark.django_db
LIST = "/praca/rekomendacje/"
LOOKS = (
    "",
    "?view=cards",
    "macierz/",
    "sciezki/",
    "widoki/",
    "widoki/dodaj/?kind=law",
    "wydruk/?kind=law",
    "plik.xlsx",
    "plik.csv",
    "plik.json",
)


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_of_the_list(look: str) -> None:
    many_recommendations(8, editions=1, plans=2)
    client = Client()
    client.force_login(factories.ministry_member(Institution.objects.earliest("pk")))
    assert client.get(LIST + look).status_code == 200


@pytest.mark.parametrize(
    "path", [f"{LIST}wydruk/?priority=1&priority=2", "/praca/instytucje/{slug}/zestawienie/wydruk/"]
)
def test_a_pdf_for_one_person_that_everybody_can_read(path: str) -> None:
    many_recommendations(8, editions=1, plans=2)
    institution = Institution.objects.earliest("pk")
    client, other = Client(), Client()
    client.force_login(factories.ministry_member(institution))
    other.force_login(factories.coordinator())
    made = client.post(path.format(slug=institution.slug))
    printout = Printout.objects.get()
    assert made.url == f"/praca/wydruki/{printout.pk}/"
    print_out(str(printout.pk))
    printout.refresh_from_db()
    assert (printout.state, printout.reason) == (RenderingState.READY, "")
    assert client.get(made.url).status_code == 200
    body = b"".join(client.get(f"{made.url}plik/").streaming_content)
    assert body.startswith(b"%PDF")
    assert faults(body) == []
    assert other.get(made.url).status_code == 404
    assert other.get(f"{made.url}plik/").status_code == 404
