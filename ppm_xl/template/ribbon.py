"""The ribbon tab Pupil Progress: the same buttons as on Home."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from ppm_xl import schema

PART: Final = "customUI/customUI.xml"
RELATIONSHIP: Final = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
NAMESPACE: Final = "http://schemas.microsoft.com/office/2006/01/customui"
_IMAGES: Final = {
    "import_files": "GetExternalDataFromText",
    "update": "RefreshAll",
    "prepare_meeting": "ReviewNewComment",
    "conversations": "NewAppointment",
    "family_reports": "FilePrintPreview",
    "check": "Spelling",
    "undo": "Undo",
    "apply_import": "AcceptInvitation",
    "plan_round": "MeetingsWorkspace",
    "prepare_all": "ReviewShowAllComments",
    "check_reports": "ReviewAcceptChange",
    "staff_reports": "ReviewShowMarkupMenu",
    "preview_report": "FileFind",
    "new_year": "CalendarInsert",
    "targets": "FlagMessage",
}
"""Excel's own pictures; a button not named here has the one for a macro."""


def custom_ui() -> bytes:
    """Give the ribbon's XML; each callback is ``Ribbon_<action>`` in ``macros/Ribbon.bas``."""
    groups = "".join(
        f"<group id={quoteattr(f'ppm_{group.name.lower()}')} label={quoteattr(group.value)}>"
        + "".join(_button(known) for known in schema.BUTTONS if known.group is group)
        + "</group>"
        for group in schema.Group
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<customUI xmlns="{NAMESPACE}"><ribbon><tabs>'
        f'<tab id="ppm_tab" label="Pupil Progress">{groups}</tab>'
        "</tabs></ribbon></customUI>"
    ).encode()


def _button(known: schema.Button) -> str:
    return (
        f"<button id={quoteattr('ppm_' + known.action)} label={quoteattr(known.words)} "
        f'size="large" imageMso={quoteattr(_IMAGES.get(known.action, "MacroPlay"))} '
        f"screentip={quoteattr(known.words)} supertip={quoteattr(known.does)} "
        f"onAction={quoteattr('Ribbon_' + known.action)}/>"
    )
