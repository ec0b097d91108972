"""Where uploaded and made files are kept: a folder, or an S3 bucket where PORTAL_S3_BUCKET names one."""

from typing import Any

import environ


def storage_of(env: environ.Env) -> dict[str, Any]:
    """The `default` of STORAGES.

    Nothing in the portal ever gives out an address of the bucket: all files, public and private, go through views that
    check the right to read them. The bucket needs no public access; should an address leave the portal all the same,
    it is signed and ends after a minute.
    """
    bucket = env("PORTAL_S3_BUCKET", default="")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env("PORTAL_S3_ENDPOINT", default="") or None,
        "region_name": env("PORTAL_S3_REGION", default="") or None,
        "access_key": env("PORTAL_S3_KEY", default="") or None,
        "secret_key": env("PORTAL_S3_SECRET", default="") or None,
        "location": env("PORTAL_S3_PREFIX", default=""),
        "addressing_style": env("PORTAL_S3_ADDRESSING", default="auto"),
        "signature_version": "s3v4",
        "default_acl": None,
        "querystring_auth": True,
        "querystring_expire": 60,
        "file_overwrite": False,
        "max_memory_size": 32 * 1024 * 1024,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
