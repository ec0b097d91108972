"""E-mail in the background, so that a page takes equally long whether or not an address is known."""

from uuid import UUID

from celery import shared_task

from accounts.emails import send_invitation, send_text
from accounts.models import Invitation


@shared_task(autoretry_for=(OSError,), retry_backoff=30, max_retries=6)
def mail_invitation(invitation_id: UUID, key: str) -> None:
    """Send an invitation that is still open; run twice, it sends the same link twice."""
    invitation = (
        Invitation.objects.filter(pk=invitation_id, accepted_at=None, revoked_at=None).select_related("user").first()
    )
    if invitation:
        send_invitation(invitation, key)


@shared_task(autoretry_for=(OSError,), retry_backoff=30, max_retries=6)
def mail_text(subject: str, body: str, recipient: str) -> None:
    send_text(subject, body, recipient)
