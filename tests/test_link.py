"""Things of all pages fall together or stay apart, and every thing gets the id under which it is published."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiograph.authority import Authority, Record
from regiograph.link import SLUG_LENGTH, link
from regiograph.model import Claim, EntityType, Evidence, Thing, Value, qualifiers
from regiograph.terms import slug

KAINUU = Record("territory/kainuu", "Region", {"mul": ("Kainuu",)}, "ours.csv", code="FI1D8")
ERDF = Record("fund/erdf", "Fund", {"en": ("ERDF",)}, "ours.csv")
AUTHORITY = Authority({r.id: r for r in (KAINUU, ERDF)})


def mention(
    document: str, name: str, *, kind: EntityType = "Project", language: str = "en", form: str = "name",
    local: str | None = None, shown: str | None = None,
) -> Claim:  # fmt: skip
    """A page names a thing."""
    thing = Thing(local or f"{kind.lower()}/{slug(name) or name}", kind, name, language)
    value = Value(shown or name, "string", "mul" if form == "acronym" else language)
    return Claim(
        thing, "mention", Evidence(document, 0, len(name), name, (0, len(name))), None, value, qualifiers(form=form)
    )


def ids(*claims: Claim, published: dict[tuple[str, str], str] | None = None) -> list[str]:
    """The published ids of the subjects, in the order of the claims."""
    return [c.subject.id for c in link(claims, AUTHORITY, published)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (mention("one", "REMIX"), mention("two", "remix")),
        (mention("one", "REMIX", language="en"), mention("two", "Remix", language="fi")),
        (mention("one", "Klaster éù-Łódź", kind="Cluster"), mention("two", "klaster ÉÙ Łódź", kind="Cluster")),
        (mention("one", "Mossland S3 Net", kind="Network"),
         mention("two", "Mossland Smart Specialization Net", kind="Network")),
        (mention("one", "Fern Way"), mention("two", "FERNWAY", kind="Initiative")),
        (mention("one", "Moss Works", kind="Cluster"), mention("two", "Moss Works", kind="Organisation")),
    ],
)  # fmt: skip
def test_one_name_over_pages_and_languages_is_one_thing(a: Claim, b: Claim) -> None:
    first, second = ids(a, b)
    assert first == second


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (mention("one", "REMIX"), mention("two", "REMIXED")),
        (mention("one", "Åland Days", kind="Event"), mention("two", "Åland Days", kind="Project")),
        (mention("one", "Moss Works", kind="Strategy"), mention("two", "Moss Works", kind="Organisation")),
        (mention("one", "Moss Works", kind="Cluster"), mention("two", "Moss Works", kind="Project")),
    ],
)
def test_other_names_and_other_kinds_are_other_things(a: Claim, b: Claim) -> None:
    first, second = ids(a, b)
    assert first != second


def test_an_acronym_of_one_page_joins_the_name_of_another() -> None:
    claims = (
        mention("one", "Forests of Neighbours", local="project/x"),
        mention("one", "Forests of Neighbours", local="project/x", form="acronym", shown="FONE"),
        mention("two", "FONE", form="acronym"),
    )
    assert ids(*claims) == ["project/fone"] * 3


def test_the_type_of_most_mentions_wins() -> None:
    claims = (
        mention("one", "Fernway", kind="Initiative"),
        mention("two", "Fernway", kind="Project"),
        mention("three", "Fernway", kind="Project"),
    )
    linked = list(link(claims, AUTHORITY))
    assert {c.subject.type for c in linked} == {"Project"}
    assert {c.subject.id for c in linked} == {"project/fernway"}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        # its acronym
        ((mention("one", "Forests of Neighbours", local="project/x"),
          mention("one", "Forests of Neighbours", local="project/x", form="acronym", shown="FONE")), "project/fone"),
        # the acronym that is used most
        ((mention("one", "Forests", local="project/x", form="acronym", shown="AFO"),
          mention("one", "Forests", local="project/x", form="acronym", shown="ZFO"),
          mention("one", "Forests", local="project/x", form="acronym", shown="ZFO")), "project/zfo"),
        # else its English name
        ((mention("one", "Äänipolku", local="project/x", language="fi"),
          mention("one", "Zebra Way", local="project/x", language="en")), "project/zebra-way"),
        # else the alphabetically first name
        ((mention("one", "Ścieżka", local="project/x", language="pl"),
          mention("one", "Polku", local="project/x", language="fi")), "project/polku"),
        # ASCII-folded
        ((mention("one", "Łódź – Åland éù"),), "project/lodz-aland-eu"),
        ((mention("one", "Großes Øre", language="de"),), "project/grosses-ore"),
    ],
)  # fmt: skip
def test_the_slug_of_a_thing(claims: tuple[Claim, ...], expected: str) -> None:
    assert set(ids(*claims)) == {expected}


def test_a_name_without_latin_letters_gets_six_hex_digits() -> None:
    (ident,) = ids(mention("one", "ΑΓΡΟΦΥΛΛΟ", language="el"))
    assert re.fullmatch(r"project/[0-9a-f]{6}", ident)
    assert ids(mention("two", "ΑΓΡΟΦΥΛΛΟ", language="el")) == [ident]


def test_a_long_slug_ends_at_a_whole_word() -> None:
    name = "The very long name of a project on forests and neighbours of Łódź"
    (ident,) = ids(mention("one", name))
    whole = ident.removeprefix("project/")
    assert len(whole) <= SLUG_LENGTH
    assert slug(name).startswith(whole + "-")
    (unbroken,) = ids(mention("one", "x" * 90))
    assert len(unbroken.removeprefix("project/")) == SLUG_LENGTH


def test_things_that_wish_for_one_slug_never_get_a_counter() -> None:
    base = "Forests and neighbours of the large northern sea"
    first, second, third = ids(
        mention("one", f"{base} quays"), mention("two", f"{base} harbours"), mention("three", f"{base} quays")
    )
    assert first == third != second
    short, long = sorted((first, second), key=len)
    assert re.fullmatch(re.escape(short) + r"-[0-9a-f]{6}", long)
    assert short == first, "the thing that is spoken of most keeps the plain slug"


def test_a_published_slug_stays() -> None:
    published = {("project", "fernway"): "project/old-fern"}
    assert ids(mention("one", "FERNWAY"), mention("two", "Fernway"), published=published) == ["project/old-fern"] * 2
    assert ids(mention("one", "FERNWAY", kind="Cluster"), published=published) == ["cluster/fernway"]


def test_a_published_slug_is_not_given_to_another_thing() -> None:
    published = {("project", "fernway"): "project/mosslink"}
    old, new = ids(mention("one", "Fernway"), mention("one", "Mosslink"), published=published)
    assert old == "project/mosslink"
    assert re.fullmatch(r"project/mosslink-[0-9a-f]{6}", new)


def test_names_that_resemble_stay_apart_with_a_reason() -> None:
    one, two = link((mention("one", "Mossland Forests Network", kind="Network"),
                     mention("two", "Mossland Forest Networks", kind="Network")), AUTHORITY)  # fmt: skip
    assert one.subject.id != two.subject.id
    reasons = [t.subject.reason for t in (one, two) if t.subject.reason]
    assert len(reasons) == 1
    assert reasons[0] in {f"may be the same as {one.subject.id}", f"may be the same as {two.subject.id}"}


def test_names_that_do_not_resemble_have_no_reason() -> None:
    linked = link((mention("one", "Mossland Forests"), mention("two", "Fernhill Quays")), AUTHORITY)
    assert [c.subject.reason for c in linked] == [None, None]


def test_a_territory_that_nobody_knows_says_so() -> None:
    (claim,) = link([mention("one", "Mossland", kind="Region")], AUTHORITY)
    assert claim.subject.reason == "not in the authority data"
    assert claim.subject.id == "territory/mossland"


def test_known_things_take_the_record_s_id_and_code() -> None:
    known = Thing("local/x", "Region", "Kainuussa", "fi", "territory/kainuu")
    (claim,) = link([mention("one", "x").with_(subject=known)], AUTHORITY)
    assert (claim.subject.id, claim.subject.code) == ("territory/kainuu", "FI1D8")


def test_pages_and_themes_keep_their_ids() -> None:
    page, theme = Thing("document/one", "Document", "One"), Thing("theme/tourism", "Theme", "tourism")
    (claim,) = link([mention("one", "x").with_(subject=page, object=theme)], AUTHORITY)
    assert (claim.subject, claim.object) == (page, theme)


def test_things_in_qualifiers_follow() -> None:
    fund = mention("one", "Mossland Fund", kind="Fund", local="fund/local-7")
    amount = mention("one", "Fernway").with_(
        predicate="fundAmount", qualifiers=qualifiers(currency="EUR", fund="fund/local-7")
    )
    known = amount.with_(qualifiers=qualifiers(currency="EUR", fund="fund/erdf"))
    elsewhere = amount.with_(evidence=Evidence("two", 0, 1, "x"))
    linked = list(link([fund, amount, known, elsewhere], AUTHORITY))
    assert linked[1].qualifiers == (("currency", "EUR"), ("fund", "fund/mossland-fund"))
    assert linked[2].qualifier("fund") == "fund/erdf"
    assert linked[3].qualifier("fund") == "fund/local-7", "a local id means something on its own page only"


def test_a_thing_shows_the_name_that_most_pages_use_english_first_among_equals() -> None:
    claims = (mention("one", "REMIX", language="fi"), mention("two", "Remix", language="en"))
    assert {c.subject.name for c in link(claims, AUTHORITY)} == {"Remix"}
    more = (*claims, mention("three", "REMIX", language="fi"))
    assert {c.subject.name for c in link(more, AUTHORITY)} == {"REMIX"}


def test_inflected_forms_are_no_names() -> None:
    claims = (
        mention("one", "Polku", language="fi", shown="Polulla", form="inflected"),
        mention("one", "Polku", language="fi", shown="Polulta", form="inflected"),
    )
    assert {(c.subject.id, c.subject.name) for c in link(claims, AUTHORITY)} == {("project/polku", "Polku")}


def test_a_name_that_bridges_two_others_joins_the_same_one_in_any_order() -> None:
    fern, moss = mention("one", "Fern Way"), mention("three", "Moss Way")
    both = (
        mention("two", "Fern Way", local="project/x"),
        mention("two", "Fern Way", local="project/x", form="alias", shown="Moss Way"),
    )
    orders = ((fern, *both, moss), (moss, *both, fern), (fern, moss, *both))
    said = [sorted((c.evidence.document, c.subject.id) for c in link(order, AUTHORITY)) for order in orders]
    assert said[0] == said[1] == said[2]


NAMES = ["Fern Way", "FERNWAY", "fern-way", "Fern Ways", "Åland Łódź", "aland lodz", "FONE", "Polku", "Ścieżka"]
PAGES = {"one": "en", "two": "fi", "three": "pl"}
KINDS: tuple[EntityType, ...] = ("Project", "Initiative", "Cluster")
CLAIMS = st.lists(
    st.builds(
        lambda page, name, kind, form: mention(page, name, kind=kind, language=PAGES[page], form=form),
        st.sampled_from(sorted(PAGES)),
        st.sampled_from(NAMES),
        st.sampled_from(KINDS),
        st.sampled_from(["name", "acronym", "inflected"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_and_pages_does_not_matter(claims: list[Claim], chance: random.Random) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)

    def said(rows: list[Claim]) -> list[str]:
        return sorted(repr(c) for c in link(rows, AUTHORITY))

    assert said(claims) == said(shuffled)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CLAIMS)
def test_claims_come_out_as_they_went_in_with_ids_of_the_contract(claims: list[Claim]) -> None:
    linked = list(link(claims, AUTHORITY))
    assert [(c.predicate, c.value, c.evidence) for c in linked] == [(c.predicate, c.value, c.evidence) for c in claims]
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9]+(-[a-z0-9]+)*", c.subject.id) for c in linked)
    by_id = {c.subject.id: c.subject for c in linked}
    assert all(by_id[c.subject.id] == c.subject for c in linked), "one id, one name, one type"
