"""Room 7: releases. Pure functions from content to bytes, and one module that writes them and switches."""

from regiograph.publish.catalog import catalogue_findings, describe_catalogue, rewrite_catalogue
from regiograph.publish.catalog_codes import load_codes
from regiograph.publish.content import Content, core, counts, statements
from regiograph.publish.describe import describe
from regiograph.publish.exports import EXPORTS, export_class
from regiograph.publish.manifest import Entry, Manifest
from regiograph.publish.opened import OpenRelease, open_release
from regiograph.publish.release import Draft, check_folder, find_release, lock, publish
from regiograph.publish.render import about, content_of, render
from regiograph.publish.replaced import replaced
from regiograph.publish.verify import verify
from regiograph.publish.vocabulary import json_context, vocabulary_quads

__all__ = [
    "EXPORTS",
    "Content",
    "Draft",
    "Entry",
    "Manifest",
    "OpenRelease",
    "about",
    "catalogue_findings",
    "check_folder",
    "content_of",
    "core",
    "counts",
    "describe",
    "describe_catalogue",
    "export_class",
    "find_release",
    "json_context",
    "load_codes",
    "lock",
    "open_release",
    "publish",
    "render",
    "replaced",
    "rewrite_catalogue",
    "statements",
    "verify",
    "vocabulary_quads",
]
