"""The kinds of things in the register, side by side: what is kept, sent and answered, and how one becomes the other."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec

from chalicelib.records.rows import Row, State
from chalicelib.register import build
from chalicelib.register.build import Setting
from chalicelib.register.build_instruction import instruction
from chalicelib.register.build_key import site_key
from chalicelib.register.build_panel import panel
from chalicelib.register.build_person import person
from chalicelib.register.build_policy import place_kind, policy
from chalicelib.register.form import Form
from chalicelib.register.inputs import (
    AssignmentInput,
    AssignmentView,
    ContactInput,
    ContactView,
    CustomerInput,
    CustomerView,
    PersonInput,
    PersonView,
    PlaceKindInput,
    PlaceKindView,
    PolicyInput,
    PolicyView,
    SiteInput,
    SiteView,
)
from chalicelib.register.instruction import CustomerInstruction
from chalicelib.register.instruction_inputs import InstructionInput, InstructionView
from chalicelib.register.keeping import Build
from chalicelib.register.key_inputs import KeyInput, KeyView
from chalicelib.register.municipalities import Municipality, MunicipalityInput, MunicipalityView, municipality
from chalicelib.register.panel import Panel
from chalicelib.register.panel_inputs import PanelInput, PanelView
from chalicelib.register.place_kind import PlaceKind
from chalicelib.register.policy import Policy
from chalicelib.register.site_key import SiteKey
from chalicelib.register.states import Assignment, Contact, Customer, Person, Site

S = TypeVar("S", bound=State)
_SECRETS = {
    "has_pin": "pin_hash",
    "has_duress_pin": "duress_pin_hash",
    "has_code_word": "code_word_hash",
    "has_duress_word": "duress_word_hash",
    "has_key": "key_sealed",
}


class Subject(msgspec.Struct, Generic[S], frozen=True):
    """One kind: ``sites`` on the way in and out, ``Site`` where it is kept."""

    plural: str
    kind: type[S]
    sent: Any
    answered: Any
    read: Callable[[Form, Any, S | None, Setting], S]

    def builder(self, sent: Any, setting: Setting) -> Build[S]:
        """What makes the next state of what was sent, or raises the problem that names everything wrong with it."""

        def make(before: S | None) -> S:
            form = Form()
            after = self.read(form, sent, before, setting)
            form.close()
            return after

        return make

    def view(self, row: Row[Any]) -> Any:
        """The thing as it is answered: no secret leaves the register."""
        values = {"version": row.version}
        for field in msgspec.structs.fields(self.answered):
            if field.name in _SECRETS:
                values[field.name] = getattr(row.state, _SECRETS[field.name]) is not None
            elif field.name != "version":
                values[field.name] = getattr(row.state, field.name)
        return self.answered(**values)


SUBJECTS: tuple[Subject[Any], ...] = (
    Subject("customers", Customer, CustomerInput, CustomerView, build.customer),
    Subject("sites", Site, SiteInput, SiteView, build.site),
    Subject("contacts", Contact, ContactInput, ContactView, build.contact),
    Subject("people", Person, PersonInput, PersonView, person),
    Subject("assignments", Assignment, AssignmentInput, AssignmentView, build.assignment),
    Subject("municipalities", Municipality, MunicipalityInput, MunicipalityView, municipality),
    Subject("policies", Policy, PolicyInput, PolicyView, policy),
    Subject("place-kinds", PlaceKind, PlaceKindInput, PlaceKindView, place_kind),
    Subject("panels", Panel, PanelInput, PanelView, panel),
    Subject("keys", SiteKey, KeyInput, KeyView, site_key),
    Subject("instructions", CustomerInstruction, InstructionInput, InstructionView, instruction),
)


def subject(plural: str) -> Subject[Any]:
    """The kind of that name. Raises KeyError if there is none."""
    return {one.plural: one for one in SUBJECTS}[plural]
