"""The MID declared as data: its sections, part kinds and fields (brief: programme, section 2.3)."""

from django.utils.translation import gettext_lazy as _

from documents.enums import FieldKind, Need
from documents.parts import DocumentKind, Field, PartKind, Section
from initiatives import models

MUST, SHOULD = Need.MUST, Need.SHOULD

RECORD = PartKind(
    "record",
    models.Record,
    (
        Field("title", MUST, settled=True),
        Field("subtitle"),
        Field("period_start", MUST, FieldKind.MONTH),
        Field("period_end", MUST, FieldKind.MONTH),
        Field("responsible", SHOULD),
    ),
    need=MUST,
)
SUMMARY = PartKind(
    "summary", models.Summary, (Field("text", SHOULD, limit=1500), Field("text_en", limit=1500)), need=SHOULD
)
DIAGNOSIS = PartKind(
    "diagnosis",
    models.Diagnosis,
    (
        Field("text", MUST, FieldKind.RICH, limit=60_000),
        Field("strengths"),
        Field("weaknesses"),
        Field("chances"),
        Field("threats"),
    ),
    need=MUST,
)
DATA_ITEM = PartKind(
    "data_item",
    models.DataItem,
    (
        Field("name", MUST),
        Field("value", MUST),
        Field("unit", MUST),
        Field("year", kind=FieldKind.YEAR),
        Field("source", SHOULD),
        Field("source_url"),
    ),
    many=True,
    title_field="name",
    columns=("value", "unit", "year", "source"),
)
STRATEGY_LINK = PartKind(
    "strategy_link",
    models.StrategyLink,
    (Field("title", MUST), Field("url"), Field("passage")),
    many=True,
    title_field="title",
)
CHALLENGE = PartKind(
    "challenge",
    models.Challenge,
    (Field("statement", MUST, FieldKind.TEXT), Field("causes", MUST), Field("effects", MUST), Field("affected", MUST),
     Field("area")),
    need=MUST,
)  # fmt: skip
VISION = PartKind(
    "vision",
    models.Vision,
    (Field("vision", SHOULD, FieldKind.TEXT), Field("main_aim", MUST, FieldKind.TEXT)),
    need=MUST,
)
AIM = PartKind(
    "aim",
    models.Aim,
    (Field("text", MUST, FieldKind.TEXT), Field("priority"), Field("target_year", kind=FieldKind.YEAR)),
    many=True,
    need=MUST,
    title_field="text",
    code_prefix="C",
    max_rows=7,
    columns=("priority", "target_year"),
)
STAKEHOLDER = PartKind(
    "stakeholder",
    models.Stakeholder,
    (
        Field("name", MUST),
        Field("kind", MUST),
        Field("influence", MUST),
        Field("interest", MUST),
        Field("attitude"),
        Field("role_creating"),
        Field("role_delivery"),
        Field("engagement"),
        Field("contact", public=False),
    ),
    many=True,
    need=MUST,
    title_field="name",
    code_prefix="I",
    columns=("kind", "influence", "interest", "attitude"),
)
ACTION = PartKind(
    "action",
    models.Action,
    (
        Field("title", MUST),
        Field("description", SHOULD, FieldKind.RICH, limit=20_000),
        Field("aim", MUST),
        Field("kind", MUST),
        Field("lead", MUST, FieldKind.ORGANISATION),
        Field("partners", kind=FieldKind.ORGANISATIONS),
        Field("start", MUST, FieldKind.MONTH),
        Field("end", MUST, FieldKind.MONTH),
        Field("cost", SHOULD, FieldKind.MONEY),
        Field("outputs", SHOULD),
        Field("risks"),
        Field("after"),
        Field("priority"),
        Field("state"),
    ),
    many=True,
    need=MUST,
    title_field="title",
    code_prefix="D",
    columns=("aim", "lead", "start", "end", "cost"),
    can_copy=True,
)
ACTION_FUNDING = PartKind(
    "action_funding",
    models.ActionFunding,
    (
        Field("action", MUST),
        Field("source", MUST),
        Field("name"),
        Field("amount", MUST, FieldKind.MONEY),
        Field("year", kind=FieldKind.YEAR),
        Field("status", MUST),
    ),
    many=True,
    title_field="name",
    parent="action",
    max_rows=800,
    columns=("source", "amount", "year", "status"),
)
MILESTONE = PartKind(
    "milestone",
    models.Milestone,
    (Field("date", MUST), Field("text", MUST), Field("action")),
    many=True,
    title_field="text",
    code_prefix="K",
    columns=("date", "action"),
)
FUNDING = PartKind("funding", models.Funding, (Field("comment", limit=5000),))
INDICATOR = PartKind(
    "indicator",
    models.Indicator,
    (
        Field("name", MUST),
        Field("kind", MUST),
        Field("unit", MUST),
        Field("baseline", SHOULD),
        Field("baseline_year", kind=FieldKind.YEAR),
        Field("target", MUST),
        Field("target_year", SHOULD, FieldKind.YEAR),
        Field("source", SHOULD),
        Field("frequency"),
        Field("who"),
    ),
    many=True,
    need=MUST,
    title_field="name",
    code_prefix="W",
    columns=("kind", "unit", "baseline", "target", "target_year"),
)
MEASUREMENT = PartKind(
    "measurement",
    models.Measurement,
    (Field("indicator", MUST), Field("date", MUST), Field("value", MUST), Field("note")),
    many=True,
    title_field="date",
    parent="indicator",
    max_rows=400,
    columns=("value", "note"),
)
MONITORING = PartKind(
    "monitoring", models.Monitoring, (Field("text", SHOULD, limit=10_000), Field("review_dates")), need=SHOULD
)
RISK = PartKind(
    "risk",
    models.Risk,
    (
        Field("text", MUST),
        Field("kind", MUST),
        Field("probability", MUST),
        Field("impact", MUST),
        Field("response"),
        Field("mitigation", SHOULD),
        Field("owner"),
    ),
    many=True,
    title_field="text",
    code_prefix="R",
    columns=("kind", "probability", "impact", "response"),
)
COMMUNICATION = PartKind(
    "communication",
    models.CommunicationActivity,
    (
        Field("stakeholders"),
        Field(
            "audience",
            MUST,
            fill_from="stakeholders",
            hint=_("Leave it empty to write the names of the stakeholders that you have ticked."),
        ),
        Field("message", MUST, FieldKind.TEXT),
        Field("channel", MUST),
        Field("start", kind=FieldKind.MONTH),
        Field("end", kind=FieldKind.MONTH),
        Field("who", SHOULD),
        Field("cost", kind=FieldKind.MONEY),
        Field("measure"),
    ),
    many=True,
    need=MUST,
    title_field="audience",
    code_prefix="P",
    columns=("channel", "start", "end", "who"),
)
DELIVERY = PartKind(
    "delivery",
    models.Delivery,
    (Field("unit", SHOULD), Field("text", SHOULD, FieldKind.RICH, limit=20_000), Field("steering_group")),
    need=SHOULD,
)
DECISION_STEP = PartKind(
    "decision_step",
    models.DecisionStep,
    (Field("date"), Field("body", MUST), Field("resolution"), Field("decision", MUST)),
    many=True,
    title_field="decision",
    columns=("date", "body", "resolution"),
)
NETWORK_LINK = PartKind(
    "network_link",
    models.NetworkLink,
    (Field("learning", SHOULD, FieldKind.RICH, limit=20_000), Field("barriers"), Field("practices")),
)
ANNEX = PartKind(
    "annex",
    models.Annex,
    (
        Field("title", MUST),
        Field("kind"),
        Field("file", MUST),
        Field("alternative", MUST, settled=True),
        Field("licence"),
    ),
    many=True,
    title_field="title",
    code_prefix="Z",
    max_rows=30,
    columns=("kind", "file"),
)

SECTIONS = (
    Section("record", "metryczka", _("Title and record"), _("What the plan is called and when it runs."), (RECORD,),
            MUST, fixed=True),
    Section("summary", "streszczenie", _("Summary"), _("The whole plan for a reader in a hurry."), (SUMMARY,),
            SHOULD, pages=(0.5, 1)),
    Section("diagnosis", "diagnoza", _("Diagnosis and context"), _("Where the city stands, with figures and sources."),
            (DIAGNOSIS, DATA_ITEM, STRATEGY_LINK), MUST, pages=(2, 4)),
    Section("challenge", "wyzwanie", _("Challenge"), _("The one problem the city chose, its causes and effects."),
            (CHALLENGE,), MUST, pages=(0.5, 1), fixed=True),
    Section("aims", "cele", _("Vision, priorities, aims"), _("What will change when the plan has worked."),
            (VISION, AIM), MUST, pages=(1, 1), fixed=True),
    Section("stakeholders", "interesariusze", _("Stakeholders"),
            _("Whom the plan concerns and who can help or hinder it."),
            (STAKEHOLDER,), MUST, ("stakeholder_grid",), pages=(1, 2)),
    Section("actions", "dzialania", _("Actions"), _("What exactly will be done, by whom, when and for how much."),
            (ACTION, ACTION_FUNDING), MUST, pages=(4, 10), fixed=True),
    Section("schedule", "harmonogram", _("Schedule"), _("When actions run, drawn from the actions, with milestones."),
            (MILESTONE,), MUST, ("schedule",)),
    Section("funding", "finansowanie", _("Funding"),
            _("What it costs in each year and who pays, counted from the actions."),
            (FUNDING,), SHOULD, ("funding",), pages=(1, 1)),
    Section("indicators", "wskazniki", _("Indicators and monitoring"), _("How the city will know that the plan works."),
            (INDICATOR, MEASUREMENT, MONITORING), MUST, ("progress", "key_dates"), pages=(1, 2)),
    Section("risks", "ryzyka", _("Risks"), _("What can go wrong and what the city will do then."), (RISK,), SHOULD,
            pages=(1, 1)),
    Section("communication", "komunikacja", _("Communication and dissemination"),
            _("Whom the city tells, what, how and when."), (COMMUNICATION,), MUST, ("communication_calendar",),
            pages=(1, 1)),
    Section("delivery", "wdrozenie", _("Delivery"), _("Who manages the plan and who decides."),
            (DELIVERY, DECISION_STEP), SHOULD, pages=(0.5, 1)),
    Section("network_link", "siec-i-pu", _("Link to the network and the Improvement Plan"),
            _("What the city took from other cities and which barriers it met."), (NETWORK_LINK,), SHOULD,
            pages=(0.5, 0.5)),
    Section("annexes", "zalaczniki", _("Annexes"), _("Files that belong to the plan."), (ANNEX,)),
)  # fmt: skip

MID = DocumentKind(
    key="mid",
    label=_("Municipal Action Plan"),
    short=_("MAP"),
    sections=SECTIONS,
    title_from=("record", "title"),
    workbench="initiative",
    starts_from_others=True,
)
