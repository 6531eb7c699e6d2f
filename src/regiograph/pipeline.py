"""The order of the rooms: read → extract → link → review → map → validate → publish. It stands here alone.

Between rooms the claims can be kept as JSON Lines in ``.regiograph/work/``, so that a build resumes from any stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from regiograph import publish
from regiograph.authority import Authority, load_authority
from regiograph.concepts import label_index
from regiograph.config import Config, PrivacyOptions, load_config
from regiograph.errors import ConfigError, InputError, PrivacyError, ReleaseError, ValidationError
from regiograph.extract import EXTRACTORS, Extractor, Labels, Reader
from regiograph.link import link
from regiograph.map import Mapped, known_concepts, map_claims
from regiograph.model import Claim, Document, Finding, Quad, Release
from regiograph.privacy import leaks, masked_document, names_in
from regiograph.processes import each
from regiograph.read import passages, read_documents
from regiograph.resources import layered
from regiograph.review import apply_decisions, load_decisions, waiting
from regiograph.terms import Iris, squeezed
from regiograph.validate import Report, load_background, validate_release_data
from regiograph.work import WorkFolder

SHARE = 200
"""Pages that make a process worth its start, when they are masked and when they are read for claims."""
STAGES = ("read", "extract", "link", "review", "map", "validate", "publish")
"""The rooms in order; ``--from`` and ``--until`` take these names."""

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done and how much there is."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: which documents, where to, which stages, how strict, and in how many processes at most."""

    documents: Path | None = None
    out: Path | None = None
    date: str | None = None
    first: str = "read"
    last: str = "publish"
    strict: bool = False
    extractor: str = "grammar"
    previous: Path | None = None
    keep: int | None = None
    workers: int = 1


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: figures, findings, and the release when it got that far."""

    release: Release | None
    documents: int
    claims: int
    waiting: tuple[Claim, ...]
    statements: int = 0
    editorial_share: float = 0.0
    findings: tuple[Finding, ...] = ()
    report: Report | None = None
    stage: str = "publish"
    counts: Mapping[str, int] = field(default_factory=dict)

    def summary(self) -> str:
        """What was made and where, in a few lines."""
        tally = Counter(f.severity for f in self.findings)
        found = ", ".join(f"{tally[s]} {s}(s)" for s in ("violation", "warning", "info") if tally[s]) or "none"
        held = f"{len(self.waiting)} more wait for review"
        lines = [f"pages read      {self.documents}", f"claims          {self.claims} ({held})"]
        if self.statements:
            lines.append(f"statements      {self.statements} ({self.editorial_share:.1%} editorial)")
        lines.append(f"findings        {found}")
        if self.release:
            state = "new" if self.release.changed else "unchanged, nothing rewritten"
            files = self.counts.get("files")
            lines.append(f"release         {self.release.path} ({state}{f', {files} files' if files else ''})")
        else:
            lines.append(f"stopped after   {self.stage}")
        return "\n".join(lines)


def build(
    workspace: Path | str = ".", options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildResult:
    """Build a workspace into a release.

    Raises ValidationError or PrivacyError when the data may not be published (the last release stays), and the
    errors of the rooms for bad input.
    """
    root = Path(workspace).resolve()
    chosen = options or BuildOptions()
    for stage in (chosen.first, chosen.last):
        if stage not in STAGES:
            raise ConfigError(f"unknown stage {stage!r}", todo=f"one of {', '.join(STAGES)}")
    if STAGES.index(chosen.first) > STAGES.index(chosen.last):
        raise ConfigError(f"{chosen.first} comes after {chosen.last}", todo=f"the order is {', '.join(STAGES)}")
    if chosen.extractor not in EXTRACTORS:
        raise ConfigError(f"unknown extractor {chosen.extractor!r}", todo=f"one of {', '.join(EXTRACTORS)}")
    if chosen.out is not None:
        # Before the first working file, whose folder would make it ours.
        publish.check_folder(chosen.out)
    return _Build(root, load_config(root), chosen, progress or (lambda *_: None)).run()


class _Reading:
    """What a process needs to read pages; the reader is made when the first comes, and kept."""

    def __init__(self, extractor: Extractor, authority: Authority, labels: Labels) -> None:
        self._given = extractor, authority, labels

    @cached_property
    def reader(self) -> Reader:
        extractor, authority, labels = self._given
        return extractor(authority, labels)


def _masked(asked: tuple[PrivacyOptions, frozenset[str], str], document: Document) -> tuple[Document, frozenset[str]]:
    """A page without persons, and their names."""
    privacy, names, today = asked
    masked, spans = masked_document(document, privacy, names, date=today)
    return masked, names_in(document.text, spans)


def _claims(reading: _Reading, document: Document) -> tuple[Claim, ...]:
    return tuple(reading.reader(document))


class _Build:
    """One build: what the stages share."""

    def __init__(self, root: Path, config: Config, options: BuildOptions, progress: Progress) -> None:
        self.root, self.config, self.options, self.progress = root, config, options, progress
        self.work = WorkFolder(options.out or root)
        self.findings: list[Finding] = []
        self.persons: set[str] = set()
        self.today = "9999-12-31"

    def run(self) -> BuildResult:
        """Stage after stage; a stage before ``--from`` is read back from its working file."""
        authority = load_authority(self.root)
        documents = self._documents(known_names(authority))
        if self.options.last == "read":
            return self._result("read", documents, ())
        labels = _labels(self.root)
        reading = _Reading(EXTRACTORS[self.options.extractor], authority, labels)
        claims = self._stage("extract", lambda: self._extracted(reading, tuple(documents.values())))
        if self.options.last == "extract":
            return self._result("extract", documents, claims)
        decisions = load_decisions(self.root / "data" / "decisions")
        decided = frozenset(d.subject for d in decisions if d.action == "merge" or d.slug)
        linked = self._stage("link", lambda: link(claims, authority, self._published(), decided))
        if self.options.last == "link":
            return self._result("link", documents, linked)
        reviewed = apply_decisions(linked, decisions, documents, strict=self.options.strict)
        self.findings += reviewed.findings
        kept, held = waiting(reviewed.claims, self.config.build.min_confidence)
        self.work.keep("review", reviewed.claims)
        if self.options.last == "review":
            return self._result("review", documents, kept, held)
        self.progress("map", 0, 1)
        mapped = map_claims(
            kept, documents, authority, Iris(self.config.workspace.base), languages=self.config.workspace.languages,
            concepts=known_concepts(self.root), reasons=reviewed.reasons,
        )  # fmt: skip
        mapped = self._replaced(mapped, reviewed.renamed)
        self.findings += mapped.findings
        if self.options.last == "map":
            return self._result("map", documents, kept, held, mapped)
        self.progress("validate", 0, 1)
        report = self._validate(mapped)
        if self.options.last == "validate":
            return self._result("validate", documents, kept, held, mapped, report)
        self.progress("publish", 0, 1)
        release = self._publish(documents, mapped, report)
        return self._result("publish", documents, kept, held, mapped, report, release)

    def _documents(self, names: frozenset[str]) -> dict[str, Document]:
        folder = self.options.documents or self.root / "data" / "documents"
        beside = folder.parent / "sources.toml"
        own = (
            beside
            if beside.is_file() and not (folder / "sources.toml").is_file() and beside.parent.name == "data"
            else None
        )
        self.progress("read", 0, 1)
        read = read_documents(folder, sources=own, date=self.options.date)
        self.findings += read.findings
        if not read.documents:
            raise InputError(
                "no document could be read", where=str(folder), todo=read.findings[0].message if read.findings else ""
            )
        self.today = max((d.retrieved or "" for d in read.documents), default="")
        documents: dict[str, Document] = {}
        asked = self.config.privacy, names, self.today
        pages = each(_masked, asked, read.documents, self.options.workers, SHARE)
        for done, (masked, persons) in enumerate(pages, 1):
            self.progress("read", done, len(read.documents))
            documents[masked.id] = masked
            self.persons |= persons
        return documents

    def _stage(self, name: str, make: Callable[[], Iterable[Claim]]) -> tuple[Claim, ...]:
        """Run a stage and keep its claims, or read them back when the build starts later."""
        if STAGES.index(name) < STAGES.index(self.options.first):
            return self.work.load(name)
        claims = tuple(make())
        self.work.keep(name, claims)
        return claims

    def _extracted(self, reading: _Reading, documents: Sequence[Document]) -> Iterator[Claim]:
        pages = each(_claims, reading, documents, self.options.workers, SHARE)
        for done, claims in enumerate(pages, 1):
            self.progress("extract", done, len(documents))
            yield from claims

    def _published(self) -> dict[tuple[str, str], str]:
        """(path type, squeezed name) → id of the things that the previous release named."""
        release = self._before()
        if release is None:
            return {}
        home = release.iris.thing("")
        names: dict[tuple[str, str], str] = {}
        for quad in release.quads("all.nq"):
            if (
                quad.predicate.endswith(("#prefLabel", "#altLabel"))
                and quad.subject.startswith(home)
                and not isinstance(quad.object, str)
            ):
                ident = quad.subject.removeprefix(home)
                names.setdefault((ident.partition("/")[0], squeezed(quad.object.lexical)), ident)
        return names

    def _before(self) -> publish.OpenRelease | None:
        """The release that this build follows."""
        try:
            return publish.open_release(self.options.previous or self.options.out or self.root)
        except ReleaseError:
            return None

    def _replaced(self, mapped: Mapped, renamed: Mapping[str, str]) -> Mapped:
        """What became of published things that decisions renamed is part of the reference."""
        release, iris = self._before(), Iris(self.config.workspace.base)
        if release is None or release.iris != iris:
            return mapped
        present = (q for quads in (*mapped.domain.values(), mapped.reference) for q in quads)
        more = publish.replaced(release.quads(), renamed, present, iris)
        return replace(mapped, reference=tuple(sorted((*mapped.reference, *more), key=Quad.line)))

    def _validate(self, mapped: Mapped) -> Report:
        background = load_background(self.root).permitting(self.config.privacy.persons, self.today)
        report = validate_release_data(
            mapped.domain, mapped.reference, layered("shapes", self.root, ".ttl"), annotations=mapped.annotations,
            language=self.config.workspace.default_language, background=background,
            workers=self.options.workers,
        )  # fmt: skip
        if report.stops(self.config.build.severity) and self.options.last == "publish":
            shown = [f for f in report.findings if f.severity == "violation" or self.config.build.severity == "warning"]
            raise ValidationError(
                f"{len(shown)} finding(s) stop the release", where=str(self.root),
                todo="\n    ".join(_sentence(f) for f in shown[:20]),
            )  # fmt: skip
        return report

    def _publish(self, documents: Mapping[str, Document], mapped: Mapped, report: Report) -> Release:
        iris = Iris(self.config.workspace.base)
        content = publish.Content(
            iris=iris, documents=tuple(documents.values()), domain=mapped.domain, annotations=mapped.annotations,
            reference=mapped.reference, vocabulary=publish.vocabulary_quads(iris, self.root),
            reports={
                "validation.json": report.to_json(),
                "validation.txt": report.to_text(),
                "validation.ttl": report.to_turtle(f"{iris.base}reports/validation"),
            },
            context=publish.json_context(self.root), languages=self.config.workspace.languages,
            title=self.config.workspace.title,
        )  # fmt: skip
        dates = [d for doc in documents.values() for d in (doc.retrieved, doc.published) if d]
        version = self.options.date or max(dates, default="1970-01-01")
        self.findings += publish.catalogue_findings(self.config)
        describe = publish.describe(content, self.config)
        return publish.publish(
            self._guarded(publish.render(content)), self.options.out or self.root, version[:10],
            describe=lambda draft: self._guarded(describe(draft)), counts=publish.counts(content),
            about=publish.about(content), previous=self.options.previous, keep=self.options.keep,
        )  # fmt: skip

    def _guarded(self, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        """Every file on its way into the release; one that would show a person stops it."""
        for path, data in files:
            found = leaks(data, self.persons, allowed=(self.config.publisher.email,))
            if found:
                raise PrivacyError(
                    f"{len(found)} name(s), number(s) or address(es) of persons would be published", where=path,
                    todo="mask them in the source page, and report the page as an example of what was missed",
                )  # fmt: skip
            yield path, data

    def _result(
        self, stage: str, documents: Mapping[str, Document], claims: tuple[Claim, ...], held: tuple[Claim, ...] = (),
        mapped: Mapped | None = None, report: Report | None = None, release: Release | None = None,
    ) -> BuildResult:  # fmt: skip
        findings = (*self.findings, *(report.findings if report else ()))
        return BuildResult(
            release, len(documents), len(claims), held, mapped.statements if mapped else 0,
            mapped.editorial_share if mapped else 0.0, findings, report, stage, _figures(release) if release else {},
        )  # fmt: skip


def _figures(release: Release) -> dict[str, int]:
    """The figures of a release, and how many files it has: those of its manifest, and the manifest."""
    return {**release.counts, "files": len(publish.open_release(Path(release.path)).manifest.files) + 1}


def _sentence(finding: Finding) -> str:
    """A finding as one line for a person: what, on which thing, in which document and sentence, and what to do."""
    where = f" [{finding.document}: “{finding.quote}”]" if finding.document else ""
    remedy = f" — {finding.remedy}" if finding.remedy else ""
    return f"{finding.focus}: {finding.message}{where}{remedy}"


def _labels(root: Path) -> dict[str, dict[str, str]]:
    return {scheme: label_index(scheme, root) for scheme in ("theme", "actor-type")}


def known_names(authority: Authority) -> frozenset[str]:
    """Names of bodies, programmes and regions, which are no persons. Towns are left out: people bear their names."""
    return frozenset(name for name, _, record in authority.surfaces() if record.type != "Place")


def extract_document(
    document: Document,
    config: Config,
    *,
    language: str | None = None,
    unmasked: bool = False,
    extractor: str = "grammar",
) -> tuple[Document, tuple[Claim, ...]]:
    """One document and its claims before linking, with persons masked unless ``unmasked``.

    Raises ConfigError for an unknown extractor.
    """
    if extractor not in EXTRACTORS:
        raise ConfigError(f"unknown extractor {extractor!r}", todo=f"one of {', '.join(EXTRACTORS)}")
    if language:
        document = replace(document, language=language, passages=passages(document.text, language))
    if not unmasked:
        names = known_names(load_authority(config.root))
        document, _ = masked_document(document, config.privacy, names, date=document.retrieved or "9999-12-31")
    reading = _Reading(EXTRACTORS[extractor], load_authority(config.root), _labels(config.root))
    return document, _claims(reading, document)
