"""The built-in reader: runs the steps over one document and yields its claims, mentions first."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace

from regiograph.authority import Authority
from regiograph.extract.bodies.agents import find_agents
from regiograph.extract.bodies.authorities import find_authorities
from regiograph.extract.bodies.bodies import find_bodies
from regiograph.extract.bodies.genitives import find_genitives
from regiograph.extract.bodies.named import find_called, find_one_of, find_tailed
from regiograph.extract.bodies.persons import without_persons, without_speech
from regiograph.extract.bodies.placed import find_placed
from regiograph.extract.bodies.seats import prolong, unseat
from regiograph.extract.bodies.trimmed import seated_names, trim
from regiograph.extract.clusters import awards, belonging
from regiograph.extract.clusters.coverage import cluster_places, covering, headquartered
from regiograph.extract.clusters.labelled import find_labelled
from regiograph.extract.clusters.own import find_own
from regiograph.extract.clusters.ownname import find_own_cluster
from regiograph.extract.events.again import find_again
from regiograph.extract.events.ellipsis import find_elliptic
from regiograph.extract.events.events import find_events
from regiograph.extract.events.facts import EventFacts
from regiograph.extract.events.names import named_by_project, noun_alone
from regiograph.extract.lineage import ancestry
from regiograph.extract.money import budget, payers
from regiograph.extract.money.quantities import counted, quantities
from regiograph.extract.names.coined import find_coined
from regiograph.extract.names.collectives import find_collectives, find_headed, find_tailed_networks
from regiograph.extract.names.dashnames import find_dash_names, find_known
from regiograph.extract.names.defined import find_defined, find_explained, find_phrases, find_titled
from regiograph.extract.names.grouping import group
from regiograph.extract.names.inflected import find_inflected, find_quoted_forms
from regiograph.extract.names.names import find_typed_runs
from regiograph.extract.names.runs import capital_runs, quotes
from regiograph.extract.names.spread import (
    find_acronyms,
    find_bracketed,
    find_coordinated,
    find_employers,
    find_reordered,
    find_repeats,
)
from regiograph.extract.names.titles import find_tails, find_titles
from regiograph.extract.pack import Pack, load_pack
from regiograph.extract.practices import content
from regiograph.extract.practices.defined import find_defined_practices
from regiograph.extract.practices.facts import practices
from regiograph.extract.practices.shown import find_practices
from regiograph.extract.practices.themes import ThemeIndex
from regiograph.extract.projects.entrynames import find_entry_names, find_listed_projects
from regiograph.extract.projects.protagonist import find_counted, find_protagonist, find_titled_alone
from regiograph.extract.projects.signs import find_signed
from regiograph.extract.projects.telling import find_told
from regiograph.extract.projects.undertakings import find_undertakings
from regiograph.extract.reading.focus import Focus
from regiograph.extract.reading.opening import open_page
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.reading.tongues import joined, passes, share_names, views
from regiograph.extract.reliability import reliability
from regiograph.extract.roles import relations, roles
from regiograph.extract.sheets.members import find_members
from regiograph.extract.sheets.names import find_crumbs, find_introduced, find_sheet_names
from regiograph.extract.territories import places
from regiograph.extract.territories.adjectives import AdjectiveForms
from regiograph.extract.territories.appositions import located
from regiograph.extract.territories.countrycodes import find_codes
from regiograph.extract.territories.districts import Districts
from regiograph.extract.territories.gazetteer import Gazetteer
from regiograph.extract.territories.regionlists import RegionLists
from regiograph.extract.territories.strands import Strands
from regiograph.extract.territories.territories import find_scoped, find_territories
from regiograph.extract.territories.towns import find_led
from regiograph.extract.time import calendar, dateyears
from regiograph.extract.time.periods import bracketed, chronicle, periods
from regiograph.model import Claim, Document, Value, folded, qualifiers


class GrammarReader:
    """Reads documents of any language with a pack; keeps one gazetteer a language."""

    def __init__(
        self, authority: Authority, themes: Mapping[str, str], actors: Mapping[str, str] | None = None
    ) -> None:
        self._authority = authority
        self._themes = ThemeIndex(themes)
        self._actors = ThemeIndex(actors or {})
        self._gazetteers: dict[str, Gazetteer] = {}
        self._strands: dict[str, Strands] = {}
        self._districts = Districts(authority)
        self._lists: dict[str, RegionLists] = {}
        self._adjective_forms: dict[str, AdjectiveForms] = {}
        self._reliability = reliability()

    def read(self, document: Document) -> Iterator[Claim]:
        """The claims of one document, each once, in the order of the text."""
        page = self.analyse(document)
        claims = self._by_passage(page) if document.passages else self._claims(page)
        seen: set[Hashable] = set()
        quotes: dict[str, str] = {}
        for claim in claims:
            shown = claim.evidence.quote
            quote = quotes.get(shown)
            if quote is None:
                quote = quotes[shown] = folded(shown)
            # What the claim's id is made of: the ids themselves are dear, and not asked for here.
            target = claim.object.id if claim.object else claim.value
            said = (claim.subject.id, claim.predicate, target, claim.qualifiers, quote)
            if quote and said not in seen:
                seen.add(said)
                sure = self._reliability.get(claim.rule)
                yield claim if sure is None or claim.predicate == "mention" else _as_sure(claim, sure)

    def analyse(self, document: Document) -> Page:
        """A document with all its mentions found and grouped."""
        if document.passages:
            return self._analyse_passages(document)
        page = open_page(document, load_pack(document.language))
        self._find_names(page)
        self._find_events(page)
        self._themes.find(page)
        self._themes.announced(page)
        return page

    def _analyse_passages(self, document: Document) -> Page:
        """A document in several languages: each is read alone, then all that was found as one page."""
        pages = views(document)
        for view in pages:
            self._find_names(view)
        share_names(pages)
        for view in pages:
            self._find_events(view)
        page = joined(document, pages)
        group(page)
        self._themes.find(page)
        self._themes.announced(page)
        return page

    def _find_names(self, page: Page) -> None:
        dateyears.resolve(page)
        pack = page.pack
        gazetteer = self._gazetteer(pack)
        matches = gazetteer.find(page.text, page.tokens)
        quoted, runs = quotes(page), list(capital_runs(page))
        find_known(page, matches)
        self._strands_of(pack, gazetteer).find(page)
        find_dash_names(page, matches)
        find_territories(page, matches, self._authority, self._districts)
        self._lists_of(pack, gazetteer).find(page)
        runs = page.runs = without_persons(page, runs)
        quoted = page.quoted = without_speech(page, quoted)
        find_typed_runs(page, runs, quoted)
        find_called(page)
        find_tailed(page)
        find_titles(page)
        find_tails(page)
        find_collectives(page)
        find_tailed_networks(page)
        find_bodies(page)
        find_genitives(page)
        trim(page)
        seated_names(page)
        unseat(page, matches)
        prolong(page)
        find_codes(page, gazetteer)
        find_titled_alone(page)
        find_introduced(page, runs)
        find_sheet_names(page)
        find_crumbs(page)
        find_acronyms(page, runs)
        find_defined(page, runs)
        find_explained(page, [*quoted, *runs])
        find_titled(page, runs)
        find_phrases(page, runs)
        find_listed_projects(page, [*runs, *quoted])
        find_repeats(page)
        find_acronyms(page, runs)
        find_coordinated(page, runs)
        find_scoped(page)
        find_bracketed(page, runs)
        find_employers(page, runs)
        find_labelled(page, runs)
        find_own_cluster(page, runs)
        find_undertakings(page, runs, quoted)
        find_protagonist(page, runs, quoted)
        find_signed(page, runs, quoted)
        find_entry_names(page)
        find_counted(page, runs)
        find_headed(page)
        find_told(page, runs, quoted)
        find_coined(page, runs)
        find_own(page)
        find_one_of(page)
        find_members(page)
        find_agents(page, runs)
        find_authorities(page)
        find_repeats(page)
        find_inflected(page)
        find_quoted_forms(page)
        find_reordered(page)
        find_placed(page)
        find_led(page, matches)

    def _find_events(self, page: Page) -> None:
        find_practices(page)
        find_defined_practices(page)
        find_events(page)
        find_elliptic(page)
        find_again(page)
        group(page)

    def _gazetteer(self, pack: Pack) -> Gazetteer:
        if pack.language not in self._gazetteers:
            self._gazetteers[pack.language] = Gazetteer(self._authority, pack)
        return self._gazetteers[pack.language]

    def _strands_of(self, pack: Pack, gazetteer: Gazetteer) -> Strands:
        if pack.language not in self._strands:
            self._strands[pack.language] = Strands(self._authority, pack, gazetteer.inflector)
        return self._strands[pack.language]

    def _lists_of(self, pack: Pack, gazetteer: Gazetteer) -> RegionLists:
        if pack.language not in self._lists:
            self._lists[pack.language] = RegionLists(self._authority, pack, gazetteer, self._districts)
        return self._lists[pack.language]

    def _by_passage(self, page: Page) -> list[Claim]:
        """What each passage says by the rules of its language, mentions first; the page is one."""
        found = [
            claim
            for language, turn in passes(page)
            for claim in self._claims(turn)
            if page.language_at(claim.evidence.start) == language
        ]
        return sorted(found, key=lambda claim: claim.predicate != "mention")

    def _claims(self, page: Page) -> Iterator[Claim]:
        focus = Focus(page)
        events = EventFacts(page, focus)
        themes = [*content.themes(page, focus), *content.own_themes(page, self._themes)]
        used = {c.object.id for c in themes if c.object}
        for mention in page.mentions:
            if mention.type != "Theme" or mention.key in used:
                yield _mention_claim(page, mention)
            if mention.type == "Event":
                ends = (noun_alone(page, mention), named_by_project(page, mention))
                yield from (_mention_claim(page, replace(mention, end=end, form="inflected")) for end in ends if end)
        yield from calendar.published(page)
        yield from located(page, self._authority)
        yield from places.seated(page)
        yield from covering(page, focus)
        yield from headquartered(page, focus)
        yield from places.scoped(page, self._authority)
        yield from places.headed(page, self._authority)
        yield from places.origins(page)
        yield from places.adjectives(page, self._adjectives(page))
        yield from roles.roles(page, focus)
        yield from relations.programmes(page, focus)
        yield from payers.funding(page, focus)
        yield from belonging.memberships(page, focus)
        yield from events.claims()
        yield from budget.money(page, focus)
        times = [*bracketed(page), *chronicle(page), *periods(page, focus, events.taken)]
        yield from times
        lineage = [*ancestry.descent(page, focus, times)]
        yield from lineage
        yield from awards.labels(page, focus)
        yield from cluster_places(page)
        grown = frozenset(c.object.id for c in lineage if c.object and c.predicate == "ledTo")
        yield from practices(page, focus, frozenset(events.dates), grown)
        yield from themes
        yield from content.aims(page, focus)
        yield from quantities(page, focus)
        yield from counted(page)
        yield from content.actors(page, self._actors)

    def _adjectives(self, page: Page) -> dict[str, Mention]:
        """Adjective forms on the page → the country mentioned there: a language's name is its country's adjective."""
        language = page.pack.language
        if language not in self._adjective_forms:
            self._adjective_forms[language] = AdjectiveForms(page.pack, self._authority)
        countries = {m.record.code: m for m in page.of("Country") if m.record and m.record.code}
        return self._adjective_forms[language].on(page, countries)


def _as_sure(c: Claim, confidence: float) -> Claim:
    """A claim with another confidence, made at once: ``replace`` looks every field up first."""
    return Claim(c.subject, c.predicate, c.evidence, c.object, c.value, c.qualifiers, c.rule, confidence, c.kind)


def _mention_claim(page: Page, mention: Mention) -> Claim:
    shown = page.text[mention.start : mention.end]
    value = Value(shown, "string", "mul" if mention.form == "acronym" else page.language_of(shown, mention.start))
    evidence = page.evidence(mention.start, mention.end)
    return Claim(
        page.thing(mention),
        "mention",
        evidence,
        None,
        value,
        qualifiers(form=mention.form),
        f"name/{mention.rule}",
        mention.confidence,
    )
