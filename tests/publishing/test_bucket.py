"""Files in an S3 bucket: written, read and lost as on a disk, and reached only through the portal's own views."""

import boto3
import environ
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from moto import mock_aws

from pim_portal.storage import storage_of
from publishing.models import Rendering
from publishing.queries import is_lost
from publishing.services import request_rendering
from publishing.tasks import render
from tests import factories as make

BUCKET = "pim-files"


@pytest.fixture
def bucket(settings, monkeypatch):
    """The storage that production has with PORTAL_S3_BUCKET, before a bucket in memory."""
    values = {"BUCKET": BUCKET, "REGION": "eu-central-1", "KEY": "key", "SECRET": "secret"}
    for name, value in values.items():
        monkeypatch.setenv(f"PORTAL_S3_{name}", value)
    with mock_aws():
        client = boto3.client("s3", region_name="eu-central-1")
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        settings.STORAGES = {**settings.STORAGES, "default": storage_of(environ.Env())}
        yield client


def test_without_a_bucket_files_are_on_the_disk(monkeypatch):
    monkeypatch.delenv("PORTAL_S3_BUCKET", raising=False)
    assert storage_of(environ.Env())["BACKEND"] == "django.core.files.storage.FileSystemStorage"


def test_a_pdf_is_kept_in_the_bucket_and_served_by_us(version, queued, bucket, client):
    rendering = request_rendering(version=version)
    render(str(rendering.pk))
    rendering.refresh_from_db()
    held = [one["Key"] for one in bucket.list_objects_v2(Bucket=BUCKET)["Contents"]]
    assert held == [rendering.file.name]

    client.force_login(make.coordinator())
    answer = client.get(reverse("version_pdf_file", args=[version.pk]))

    assert b"".join(answer.streaming_content)[:4] == b"%PDF"
    assert "Location" not in answer


def test_nothing_in_the_bucket_is_public(version, queued, bucket, client):
    render(str(request_rendering(version=version).pk))
    name = Rendering.objects.get().file.name
    grants = bucket.get_object_acl(Bucket=BUCKET, Key=name)["Grants"]
    assert [one["Grantee"].get("URI") for one in grants] == [None]
    assert "X-Amz-Signature" in default_storage.url(name)
    assert "X-Amz-Expires=60" in default_storage.url(name)

    assert client.get(reverse("version_pdf_file", args=[version.pk])).status_code == 302
    client.force_login(make.coordinator())
    page = client.get(reverse("version_pdf", args=[version.pk])).text
    assert BUCKET not in page
    assert "amazonaws" not in page


def test_a_file_lost_in_the_bucket_is_made_again(version, queued, bucket, client):
    rendering = request_rendering(version=version)
    render(str(rendering.pk))
    rendering.refresh_from_db()
    bucket.delete_object(Bucket=BUCKET, Key=rendering.file.name)
    assert is_lost(rendering)

    client.force_login(make.coordinator())
    answer = client.get(reverse("version_pdf_file", args=[version.pk]))

    assert answer["Location"] == reverse("version_pdf", args=[version.pk])
    render(str(rendering.pk))
    rendering.refresh_from_db()
    assert not is_lost(rendering)
