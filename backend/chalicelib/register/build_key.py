"""Keys are checked as they are sent. Who has one is decided by its movements, and no form changes it."""

from chalicelib.platform.texts import Text, add_texts
from chalicelib.register.build import Setting, stays
from chalicelib.register.form import Form
from chalicelib.register.key_inputs import KeyInput
from chalicelib.register.site_key import SiteKey, read_tag

_PLACE = 40
_NOTE = 1_000


def site_key(form: Form, sent: KeyInput, before: SiteKey | None, setting: Setting) -> SiteKey:
    """A key."""
    stays(form, "customer_id", sent.customer_id, before.customer_id if before else None)
    tag = read_tag(sent.name)
    if tag is None:
        form.wrong("name", "key.tag")
    if before is not None and before.state != "in" and sent.site_id != before.site_id:
        form.wrong("site_id", "key.away")
    return SiteKey(
        id=setting.id,
        customer_id=sent.customer_id,
        site_id=sent.site_id,
        name=tag or sent.name,
        cabinet=form.line("cabinet", sent.cabinet, _PLACE, empty=True),
        hook=form.line("hook", sent.hook, _PLACE, empty=True),
        note=form.text("note", sent.note, _NOTE, empty=True),
        state=before.state if before else "in",
        holder_id=before.holder_id if before else "",
        since_ms=before.since_ms if before else None,
        kept=before.kept if before else "",
        case_id=before.case_id if before else "",
    )


add_texts(
    {
        "key.tag": Text(
            "Skriv merket som én til tre bokstaver, strek og tre til seks sifre, som N-0147, uten navn.",
            "Write the tag as one to three letters, a dash and three to six digits, as N-0147; no names.",
        ),
        "key.away": Text(
            "Nøkkelen er ute. Lever den inn før den flyttes til et annet sted.",
            "The key is out. Hand it in before it is moved to another site.",
        ),
    }
)
