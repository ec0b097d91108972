"""Delivery reports as real mail servers write them."""

STANDARD = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: portal@pim.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"
Message-Id: <20261103120000.1234@mx.example>

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Tue, 3 Nov 2026 12:00:00 +0100

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnosis}

--B
Content-Type: message/rfc822

From: Portal PIM <portal@pim.example>
To: {address}
Message-ID: {message_id}
Subject: Remark: Zielone =?utf-8?b?cG9kd8Ozcmth?=

Body
--B--
"""

QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example
To: portal@pim.example
Subject: failure notice

Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{address}>:
This address no longer accepts mail.

--- Below this line is a copy of the message.

Return-Path: <portal@pim.example>
From: Portal PIM <portal@pim.example>
To: {address}
Message-ID: {message_id}

Hello,
"""

EXIM = """\
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: portal@pim.example
Subject: Mail delivery failed: returning message to sender
Auto-Submitted: auto-replied

This message was created automatically by mail delivery software.

  {address}
    host mx2.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<{address}>:
    550 5.1.1 <{address}>: Recipient address rejected: User unknown

------ This is a copy of the message, including all the headers. ------

Message-ID: {message_id}
From: Portal PIM <portal@pim.example>
"""

OUT_OF_OFFICE = """\
Return-Path: <>
From: {address}
To: portal@pim.example
Subject: Re: Remark
Auto-Submitted: auto-replied
In-Reply-To: {message_id}
References: {message_id}

I am away until 5.1.2027. My colleague is at 550 12 34 56.

> Message-ID: {message_id}
"""

ANSWER = """\
From: {address}
To: portal@pim.example
Subject: Re: Remark
In-Reply-To: {message_id}

No such user does this? 550 5.1.1
Message-ID: {message_id}
"""


def standard(
    address: str,
    message_id: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    diagnosis: str = "550 5.1.1 unknown",
) -> str:
    return STANDARD.format(address=address, message_id=message_id, action=action, status=status, diagnosis=diagnosis)
