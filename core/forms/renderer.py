"""The form renderer: every Django form comes out as accessible govuk-frontend markup (templates/forms/)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Field, widgets
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.translation import gettext

from core.forms.counting import counter_attributes

CLASS_OF_WIDGET: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.HiddenInput, ""),
    (widgets.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (widgets.RadioSelect, "govuk-radios__input"),
    (widgets.CheckboxInput, "govuk-checkboxes__input"),
    (widgets.Select, "govuk-select"),
    (widgets.Textarea, "govuk-textarea"),
    (widgets.FileInput, "govuk-file-upload"),
    (widgets.MultiWidget, ""),
    (widgets.Input, "govuk-input"),
)
ERROR_CLASS = {
    "govuk-input": "govuk-input--error",
    "govuk-select": "govuk-select--error",
    "govuk-textarea": "govuk-textarea--error",
    "govuk-file-upload": "govuk-file-upload--error",
}


class PortalBoundField(BoundField):
    """Adds govuk classes, the kind of control, and the id that an error link leads to."""

    @cached_property
    def kind(self) -> str:
        """Which branch of templates/forms/field.html draws this field."""
        widget = self.field.widget
        if isinstance(widget, widgets.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, widgets.RadioSelect):
            return "radios"
        if isinstance(widget, widgets.CheckboxInput):
            return "checkbox"
        if isinstance(widget, widgets.FileInput):
            return "file"
        if isinstance(widget, widgets.PasswordInput):
            return "password"
        if isinstance(widget, widgets.Textarea):
            return "textarea"
        return "boxes" if isinstance(widget, widgets.MultiWidget) else "input"

    @property
    def use_fieldset(self) -> bool:
        return self.kind in ("radios", "checkboxes", "boxes")

    @property
    def error_target(self) -> str:
        """Id of the first control of this field."""
        return f"{self.auto_id}_0" if self.use_fieldset else (self.id_for_label or self.auto_id)

    @property
    def messages(self) -> list[str]:
        """Error sentences that make sense out of context: Django's own ones get the name of the field."""
        return [self._sentence(error) for error in self.errors.as_data()]

    def _sentence(self, error: ValidationError) -> str:
        if error.code == "required" and error.message == Field.default_error_messages["required"]:
            return gettext("Fill in “%(label)s”") % {"label": self.label}
        if error.code == "max_length" and isinstance(error.params, dict) and "show_value" in error.params:
            words = {"label": self.label, "limit": error.params["limit_value"], "count": error.params["show_value"]}
            return gettext("Shorten “%(label)s”: there is room for %(limit)s characters, not for %(count)s") % words
        return str(error.messages[0])

    @property
    def is_optional(self) -> bool:
        return not self.field.required and self.kind != "checkbox" and not self.is_needed

    @property
    def is_recommended(self) -> bool:
        """Whether an optional field is one that a good document fills."""
        return self.is_optional and getattr(self.field, "is_recommended", False)

    @property
    def is_needed(self) -> bool:
        """Whether the field may stay empty for now, but not when the document is submitted."""
        return getattr(self.field, "is_needed", False)

    @property
    def limit(self) -> int:
        """How many characters a plain text area takes; 0 when nothing is counted."""
        if self.kind != "textarea" or getattr(self.field.widget, "is_rich", False):
            return 0
        return getattr(self.field, "max_length", None) or 0

    @property
    def counter(self) -> dict[str, str]:
        """Attributes of the character count; empty without a limit."""
        return counter_attributes(self.limit) if self.limit else {}

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is not None and self.counter:
            described = f"{described} {self.auto_id}-info".strip()
        return described

    def build_widget_attrs(self, attrs: dict[str, Any], widget: widgets.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        attrs["class"] = self._classes(str(attrs.get("class") or widget.attrs.get("class", "")), widget)
        if not attrs["class"]:
            del attrs["class"]
        # The browser's own messages are in its language and stop the form before our error summary can help.
        if attrs.pop("required", False) and not self.use_fieldset:
            attrs["aria-required"] = "true"
        return attrs

    def _classes(self, given: str, widget: widgets.Widget) -> str:
        base = next((name for kind, name in CLASS_OF_WIDGET if isinstance(widget, kind)), "")
        wanted = [given, base, ERROR_CLASS.get(base, "") if self.errors else ""]
        if self.kind == "password":
            wanted.append("govuk-password-input__input govuk-js-password-input-input")
        if self.counter:
            wanted.append("govuk-js-character-count")
        return " ".join(name for name in wanted if name)


class PortalRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = PortalBoundField
