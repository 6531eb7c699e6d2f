"""Logins: the examples of the specifications, and what may be wrong with the environment."""

from __future__ import annotations

import hashlib
import re

import pytest

from regiograph.credentials import Credentials, Login, from_environment
from regiograph.errors import ConfigError

RFC7616 = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)
CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_example_of_rfc_7616(algorithm: str, response: str) -> None:
    login = Login(Credentials("Mufasa", "Circle of Life"), lambda: CNONCE)
    assert login.challenged([RFC7616.format(algorithm)])
    header = login.header("GET", "/dir/index.html") or ""
    assert header.startswith('Digest username="Mufasa", realm="http-auth@example.org"')
    assert f'response="{response}"' in header
    assert f"nc=00000001, algorithm={algorithm}" in header
    assert "nc=00000002" in (login.header("GET", "/dir/index.html") or "")


def test_the_example_of_rfc_2617_without_qop_is_answered_in_the_old_way() -> None:
    login = Login(Credentials("Mufasa", "Circle Of Life"))
    assert login.challenged(['Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'])
    header = login.header("GET", "/dir/index.html") or ""
    assert 'response="670fd8c2df070c60b045671b8b24ff02"' in header
    assert "qop" not in header


def test_the_strongest_challenge_wins_and_a_second_refusal_ends_it() -> None:
    login = Login(Credentials("éù", "Łódź"))
    both = ['Basic realm="a, Digest b", Digest realm="x", nonce="1"']
    assert login.challenged(both)
    assert (login.header("GET", "/") or "").startswith("Digest ")
    assert not login.challenged(both, 1)
    assert login.challenged(['Digest realm="x", nonce="2", stale=TRUE'], 1)
    assert not Login(None).challenged(both)
    assert not Login(Credentials(token="t")).challenged(both)
    assert not Login(Credentials("éù", "x")).challenged(['Negotiate, Bearer realm="x"'])


def test_letters_of_all_languages_go_as_utf8() -> None:
    login = Login(Credentials("Łucja", "éù"), lambda: "c")
    login.challenged(['Digest realm="Åland", nonce="1"'.encode().decode("latin-1")])
    header = (login.header("GET", "/") or "").encode("latin-1").decode()
    assert 'username="Łucja", realm="Åland"' in header
    secret = hashlib.md5("Łucja:Åland:éù".encode(), usedforsecurity=False).hexdigest()
    what = hashlib.md5(b"GET:/", usedforsecurity=False).hexdigest()
    wanted = hashlib.md5(f"{secret}:1:{what}".encode(), usedforsecurity=False).hexdigest()
    assert f'response="{wanted}"' in header


def test_a_quote_in_a_name_stays_inside() -> None:
    login = Login(Credentials('an"na\\', "x"))
    login.challenged(['Digest realm="a \\"b\\"", nonce="1"'])
    header = login.header("GET", "/") or ""
    assert re.match(r'Digest username="an\\"na\\\\", realm="a \\"b\\"", nonce="1"', header)


def test_the_environment() -> None:
    there = {"U": "anna", "P": "geheim", "T": "abc", "EMPTY": ""}
    assert from_environment(there) is None
    assert from_environment(there, user="U", password="P") == Credentials("anna", "geheim")
    assert from_environment(there, token="T") == Credentials(token="abc")
    for names, what in (
        ({"user": "U"}, "--password-env"), ({"password": "P"}, "--user-env"), ({"token": "EMPTY"}, "EMPTY is not set"),
        ({"user": "U", "password": "NONE"}, "NONE is not set"), ({"user": "U", "password": "P", "token": "T"}, "both"),
    ):  # fmt: skip
        with pytest.raises(ConfigError, match=what):
            from_environment(there, **names)


def test_secrets_are_in_no_representation() -> None:
    assert "geheim" not in repr(Credentials("anna", "geheim", "geheim"))
