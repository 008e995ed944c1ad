"""What the fields of programs and facilities can say."""

from django.db import models


class LevelOfCare(models.TextChoices):
    """The levels of The ASAM Criteria, fourth edition (American Society of Addiction Medicine).

    https://www.asam.org/asam-criteria
    """

    RECOVERY = "1.0", "1.0 Long-term remission monitoring"
    OUTPATIENT = "1.5", "1.5 Outpatient therapy"
    MEDICAL_OUTPATIENT = "1.7", "1.7 Medically managed outpatient"
    INTENSIVE_OUTPATIENT = "2.1", "2.1 Intensive outpatient"
    HIGH_INTENSITY_OUTPATIENT = "2.5", "2.5 High-intensity outpatient (partial hospitalization)"
    MEDICAL_INTENSIVE = "2.7", "2.7 Medically managed intensive outpatient"
    LOW_RESIDENTIAL = "3.1", "3.1 Clinically managed low-intensity residential"
    HIGH_RESIDENTIAL = "3.5", "3.5 Clinically managed high-intensity residential"
    MEDICAL_RESIDENTIAL = "3.7", "3.7 Medically managed residential"
    INPATIENT = "4.0", "4.0 Medically managed inpatient"
    OTHER = "other", "Not an ASAM level"


class Setting(models.TextChoices):
    """Where treatment takes place."""

    OUTPATIENT = "outpatient", "You come in and live at home"
    RESIDENTIAL = "residential", "You live at the program"
    HOSPITAL = "hospital", "You stay in a hospital"
    TELEHEALTH = "telehealth", "By video or phone"
    HOME = "home", "Somebody comes to your home"


class Share(models.TextChoices):
    """How much of a program a kind of counseling is."""

    MAIN = "main", "Mostly"
    ALSO = "also", "Also"
    NO = "no", "No"


class TwelveStep(models.TextChoices):
    """What place the twelve steps have."""

    NO = "no", "Not part of it"
    WELCOME = "welcome", "12-step friendly: welcome, not required"
    CENTRAL = "central", "Built on the 12 steps"


class Faith(models.TextChoices):
    """What place religion has."""

    NO = "no", "Not religious"
    OPTIONAL = "optional", "Optional"
    CENTRAL = "central", "Faith-based"


class PositionSource(models.TextChoices):
    """What a facility's coordinates were taken from."""

    ADDRESS = "address", "Street address"
    ZIP = "zip", "Center of the ZIP code"
    EDITOR = "editor", "Set by an editor"
    UNKNOWN = "", "No position"


class PhoneKind(models.TextChoices):
    """What a facility's number is for."""

    MAIN = "main", "Main number"
    INTAKE = "intake", "Intake"
    HOTLINE = "hotline", "Hotline"
    TTY = "tty", "TTY"
    FAX = "fax", "Fax"


class Survey(models.TextChoices):
    """Which of SAMHSA's two surveys a facility answered; one place may have answered both."""

    SU = "SU", "substance use survey"
    MH = "MH", "mental health survey"


class ImportState(models.TextChoices):
    """How far an import has come."""

    WAITING = "waiting", "Waiting to be compared"
    COMPARING = "comparing", "Being compared"
    COMPARED = "compared", "Compared"
    APPROVED = "approved", "Waiting to be applied"
    APPLYING = "applying", "Being applied"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"


class RowAction(models.TextChoices):
    """What an import does with one row."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    GONE = "gone", "Gone"
    AMBIGUOUS = "ambiguous", "Ambiguous"
    REFUSED = "refused", "Refused"


class Decision(models.TextChoices):
    """What a person decided about an ambiguous row."""

    SAME = "same", "The same as one of these"
    NEW = "new", "A new profile"
    SKIP = "skip", "Leave it out"
