"""Forms of institutions, of moves of a plan, and of the harvest."""

from improvement_plans.forms.harvest import EvidenceForm, FlagForm, MeetingEvidenceForm, MergeFlagsForm
from improvement_plans.forms.institutions import InstitutionChangeForm, InstitutionForm, MemberForm, ReasonForm

__all__ = [
    "EvidenceForm",
    "FlagForm",
    "InstitutionChangeForm",
    "InstitutionForm",
    "MeetingEvidenceForm",
    "MemberForm",
    "MergeFlagsForm",
    "ReasonForm",
]
