"""All files that speak of a release as a whole, in order: change log, figures, views for machines, then the catalogue.

They are made after the data files, from the content, the configuration, those files and the release before, and are
the same bytes whenever these are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from regiograph.config import Config
from regiograph.publish.catalog import describe_catalogue
from regiograph.publish.changes import write_changes
from regiograph.publish.content import Content, core, counts
from regiograph.publish.ldes import read_feed, write_feed
from regiograph.publish.manifest import Manifest, content_hash, entry
from regiograph.publish.opened import OpenRelease, open_release
from regiograph.publish.reify import reified
from regiograph.publish.release import Describe, Draft
from regiograph.publish.render import about
from regiograph.publish.void import write_void
from regiograph.publish.web import write_citation, write_robots, write_sitemap

File = tuple[str, bytes]
HISTORY = ("CHANGES.md", "changes.json", "changes.rdfp", "ldes/")
"""How the paths begin of files that only a release and its predecessor together can give."""

RDF12 = "dumps/rdf12.nq"


def describe(content: Content, config: Config) -> Describe:
    """What :func:`regiograph.publish.release.publish` calls to describe the release of this content.

    A release whose predecessor is not at hand any more (copied without it) keeps the history files it has.
    """

    def files(draft: Draft) -> Iterator[File]:
        here = opened(draft, content)
        previous = open_release(draft.previous_folder) if draft.previous_folder else None
        if previous is None and draft.previous and draft.known_folder:
            known = open_release(draft.known_folder)
            history: tuple[File, ...] = tuple(
                (e.path, known.read(e.path)) for e in known.manifest.files if e.path.startswith(HISTORY)
            )
            days = read_feed(known).days()
        else:
            feed = write_feed(core(content), draft.version, content.iris, content.title, previous)
            history = (*write_changes(content, here, previous), *feed.files)
            days = feed.days
        evidence = reified(q for d in sorted(content.annotations) for q in content.annotations[d])
        said, figures = about(content), counts(content)
        downloads = (*draft.files, entry(RDF12, evidence))
        yield from history
        yield RDF12, evidence
        yield from write_void(content, config, draft)
        yield from write_sitemap(content, days, draft.modified[:10])
        yield from write_robots(content)
        yield from write_citation(content, config, draft)
        yield from describe_catalogue(config, said, figures)(replace(draft, files=downloads))

    return files


def opened(draft: Draft, content: Content) -> OpenRelease:
    """The data files of a draft, to be read like a finished release."""
    said, files = about(content), tuple(draft.files)
    return OpenRelease(
        draft.folder,
        Manifest(
            draft.version, draft.issued, draft.modified, draft.previous, content_hash(files, said), counts(content),
            said, files,
        ),
    )  # fmt: skip
