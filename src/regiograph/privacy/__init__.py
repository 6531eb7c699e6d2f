"""Persons stay out of what is published (contract, Privacy): names, telephone numbers, personal addresses.

    find_persons   where they stand in a text          masked_document   a Document with blocks of the same length
    leaks          whether a release still holds one    mask              the same for any text and its spans

A name inside the name of an organisation, place or prize is no person. A person of the configuration whose entry has a
legal basis and has not expired may stay.
"""

from __future__ import annotations

from regiograph.privacy.contacts import Span, find_contacts, is_functional
from regiograph.privacy.masking import BLOCK, leaks, mask, mask_names, masked_document, names_in
from regiograph.privacy.persons import Protected, find_persons, spans_of_names

__all__ = [
    "BLOCK",
    "Protected",
    "Span",
    "find_contacts",
    "find_persons",
    "is_functional",
    "leaks",
    "mask",
    "mask_names",
    "masked_document",
    "names_in",
    "spans_of_names",
]
