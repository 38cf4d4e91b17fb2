"""The border: front matter and TOML rows, checked by pydantic, become the frozen entries of `entries.py`."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from knowledge import entries as e
from knowledge import vocabularies as v

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]


def one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    """A check that names the allowed values when it fails, which pydantic's Literal does less kindly."""

    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"allowed values: {', '.join(allowed)}")
        return value

    return check


Topic = Annotated[str, AfterValidator(one_of(v.TOPICS))]
Region = Annotated[str, AfterValidator(one_of(v.REGIONS))]
Compares = Annotated[str, AfterValidator(one_of(v.COMPARES))]
Concern = Annotated[str, AfterValidator(one_of(v.CONCERNS))]
Moment = Annotated[str, AfterValidator(one_of(v.MOMENTS))]
PickWhen = Annotated[str, AfterValidator(one_of(v.PICK_WHEN))]
Grade = Annotated[str, AfterValidator(one_of(v.EVIDENCE))]
Severity = Annotated[str, AfterValidator(one_of(v.SEVERITIES))]
SidesWorked = Annotated[str, AfterValidator(one_of(v.SIDES))]
Plane = Annotated[str, AfterValidator(one_of(v.PLANES))]
Level = Annotated[str, AfterValidator(one_of(v.LEVELS))]
SourceKind = Annotated[str, AfterValidator(one_of(v.SOURCE_KINDS))]
Caution = Annotated[str, AfterValidator(one_of(v.CAUTIONS))]
CaveatWhen = Annotated[str, AfterValidator(one_of(v.CAVEAT_WHEN))]


def _kit(value: str) -> str:
    for item in value.split("+"):
        one_of(v.EQUIPMENT)(item)
    return value


Kit = Annotated[str, AfterValidator(_kit)]


class Strict(BaseModel):
    """Unknown keys are mistakes, and numbers are never silently turned into words."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DoseFile(Strict):
    sets: str = ""
    reps: str = ""
    tempo: str = ""
    hold: str = ""
    rest: str = ""


class MusclesFile(Strict):
    primary: list[Id] = Field(min_length=1)
    secondary: list[Id] = []


class ExerciseFile(Strict):
    """Front matter of `exercises/<id>.md`."""

    id: Id
    name: Text
    aliases: list[Text] = []
    muscles: MusclesFile
    region: Region
    sides: SidesWorked
    plane: Plane
    equipment: list[Kit] = Field(min_length=1)
    level: Level
    dose: DoseFile
    easier: list[Id] = []
    harder: list[Id] = []
    instead_of: list[Id] = []
    cautions: list[Caution] = []
    sources: list[Id] = Field(min_length=1)


class PickFile(Strict):
    id: Id
    why: Text
    when: list[PickWhen] = []


class AnswerFile(Strict):
    """Front matter of `answers/<id>.md`."""

    id: Id
    title: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    topics: list[Topic] = Field(min_length=1)
    asks: list[Text] = Field(min_length=1)
    muscles: list[Id] = []
    region: Region = "whole"
    compares: Compares = "none"
    concern: list[Concern] = []
    moment: list[Moment] = []
    exercises: list[PickFile] = []
    caveats: list[Id] = []
    follow_ups: list[Id] = []
    sources: list[Id] = []
    evidence: Grade
    certainty: Text
    author: Text
    reviewed: date | None = None
    review_by: date | None = None


class AttachFile(Strict):
    topics: list[Topic] = []
    exercises: list[Id] = []
    muscles: list[Id] = []
    when: list[CaveatWhen] = []


class CaveatFile(Strict):
    """Front matter of `caveats/<id>.md`."""

    id: Id
    severity: Severity
    attach: AttachFile = AttachFile()
    sources: list[Id] = []


class MuscleFile(Strict):
    """Front matter of `muscles/<id>.md`."""

    id: Id
    name: Text
    plain: Text
    aliases: list[Text] = []
    region: Region
    paired: bool = True
    part_of: Id | None = None
    sources: list[Id] = []


class SourceRow(Strict):
    """One `[[source]]` table of `sources/*.toml`."""

    id: Id
    kind: SourceKind
    title: Text
    author: str = ""
    year: int | None = Field(default=None, ge=1800, le=2100)
    address: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$")] = ""
    licence: str = ""


class TermRow(Strict):
    """One row of `vocabulary/equipment.toml`, `regions.toml` or `sports.toml`."""

    id: Id
    name: Text
    aliases: list[Text] = []
    one_sided: bool = False


def answer(file: AnswerFile, body: str) -> e.Answer:
    data = file.model_dump(mode="json") | {"body": body}
    data["exercises"] = tuple(e.Pick(p.id, p.why, tuple(p.when)) for p in file.exercises)
    return e.Answer(**_tuples(data))


def caveat(file: CaveatFile, body: str) -> e.Caveat:
    return e.Caveat(
        **_tuples({"id": file.id, "severity": file.severity, "sources": file.sources} | file.attach.model_dump()),
        text=" ".join(body.split()),
    )


def muscle(file: MuscleFile, body: str) -> e.Muscle:
    return e.Muscle(**_tuples(file.model_dump()), body=" ".join(body.split()))


def exercise(file: ExerciseFile, prose: dict[str, tuple[str, ...]], summary: str) -> e.Exercise:
    data = file.model_dump(exclude={"muscles", "dose", "equipment"})
    return e.Exercise(
        **_tuples(data),
        primary=tuple(file.muscles.primary),
        secondary=tuple(file.muscles.secondary),
        equipment=tuple(frozenset(kit.split("+")) for kit in file.equipment),
        dose=e.Dose(**file.dose.model_dump()),
        summary=summary,
        steps=prose["steps"],
        cues=prose["cues"],
        faults=prose["common faults"],
        why=prose.get("why", ()),
        load=prose.get("load", ()),
        feel=prose.get("feel", ()),
    )


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
