"""MID: the initiative and its typed parts, one file per noun."""

from initiatives.models.actions import Action, ActionFunding, Funding, Milestone
from initiatives.models.challenge import Aim, Challenge, DataItem, Diagnosis, StrategyLink, Vision
from initiatives.models.delivery import Annex, DecisionStep, Delivery, NetworkLink
from initiatives.models.initiative import Initiative, Record, Summary
from initiatives.models.monitoring import Indicator, Measurement, Monitoring, Risk
from initiatives.models.people import CommunicationActivity, Stakeholder

__all__ = [
    "Action",
    "ActionFunding",
    "Aim",
    "Annex",
    "Challenge",
    "CommunicationActivity",
    "DataItem",
    "DecisionStep",
    "Delivery",
    "Diagnosis",
    "Funding",
    "Indicator",
    "Initiative",
    "Measurement",
    "Milestone",
    "Monitoring",
    "NetworkLink",
    "Record",
    "Risk",
    "Stakeholder",
    "StrategyLink",
    "Summary",
    "Vision",
]
