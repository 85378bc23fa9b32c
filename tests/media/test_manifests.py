"""C2PA: signed by c2pa-python with a certificate made here, then left alone, changed, cut and stripped."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.media import sounds
from tests.media.pictures import AI, picture_bytes, xmp_packet
from tests.media.signing import SIGNER, signed

from cmcompliance.media import Action, Evidence, Inspector, Said

CAPTURED = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
CREDITS = [
    {
        "label": "stds.schema-org.CreativeWork",
        "data": {
            "@context": "https://schema.org",
            "@type": "CreativeWork",
            "author": [{"@type": "Person", "name": "Ana Photographe"}],
            "copyrightNotice": "© Ana",
        },
    },
    {
        "label": "cawg.metadata",
        "data": {
            "@context": {
                "dc": "http://purl.org/dc/elements/1.1/",
                "photoshop": "http://ns.adobe.com/photoshop/1.0/",
            },
            "dc:rights": {"x-default": "© Agence", "fr": "© L'Agence"},
            "photoshop:Credit": "Ana/Agence",
        },
    },
    {
        "label": "cawg.training-mining",
        "data": {"entries": {"cawg.ai_generative_training": {"use": "notAllowed"}}},
    },
]


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    with Inspector() as one:
        yield one


@pytest.fixture(scope="module")
def portrait() -> bytes:
    photo = signed(picture_bytes("jpeg"), "image/jpeg", source_type=CAPTURED, assertions=CREDITS)
    source = {"title": "photo.jpg", "relationship": "componentOf"}
    return signed(picture_bytes("jpeg"), "image/jpeg", source_type=AI, ingredients=[(source, photo)])


def inspected(inspector: Inspector, path: Path, data: bytes) -> Evidence:
    path.write_bytes(data)
    return inspector.inspect(path)


def test_a_manifest_says_who_signed_what_made_it_and_out_of_what(
    inspector: Inspector, tmp_path: Path, portrait: bytes
) -> None:
    found = inspected(inspector, tmp_path / "a.jpg", portrait)
    provenance = found.provenance
    assert provenance is not None
    assert (provenance.state, provenance.signer, provenance.issuer) == ("valid", SIGNER, "Essais SARL")
    assert (provenance.claim_generator, provenance.failures) == ("Atelier 1.0", ())
    assert provenance.actions == (Action("c2pa.created", "trainedAlgorithmicMedia", "Peintre 2"),)
    assert found.said == (
        Said("digital_source_type", "trainedAlgorithmicMedia", "C2PA c2pa.created digitalSourceType"),
    )
    (source,) = provenance.ingredients
    assert (source.title, source.relationship, source.state) == ("photo.jpg", "componentOf", "valid")
    assert [(said.what, said.value) for said in source.said] == [
        ("digital_source_type", "digitalCapture"),
        ("creator", "Ana Photographe"),
        ("copyright", "© Ana"),
        ("copyright", "© L'Agence"),
        ("copyright", "© Agence"),
        ("credit", "Ana/Agence"),
        ("data_mining", "cawg.ai_generative_training: notAllowed"),
    ]


@pytest.mark.parametrize(
    ("format_", "mime"),
    [
        ("png", "image/png"),
        ("webp", "image/webp"),
        ("gif", "image/gif"),
        ("tiff", "image/tiff"),
        ("avif", "image/avif"),
    ],
)
def test_a_manifest_is_found_in_each_format(
    inspector: Inspector, tmp_path: Path, format_: str, mime: str
) -> None:
    found = inspected(inspector, tmp_path / "a", signed(picture_bytes(format_), mime, source_type=AI))
    assert found.provenance is not None
    assert (found.provenance.state, found.values("digital_source_type")) == (
        "valid",
        ("trainedAlgorithmicMedia",),
    )
    assert found.problems == ()


@pytest.mark.parametrize(
    ("name", "mime"),
    [("a.mp3", "audio/mpeg"), ("a.wav", "audio/wav"), ("a.flac", "audio/flac"), ("a.mp4", "video/mp4")],
)
def test_a_manifest_is_found_in_sounds_and_movies(
    inspector: Inspector, tmp_path: Path, name: str, mime: str
) -> None:
    data = getattr(sounds, name.partition(".")[2])(tmp_path / name).read_bytes()
    found = inspected(inspector, tmp_path / name, signed(data, mime, source_type=AI))
    assert found.provenance is not None
    assert (found.provenance.state, found.problems) == ("valid", ())


def test_a_changed_picture_breaks_the_manifest(inspector: Inspector, tmp_path: Path, portrait: bytes) -> None:
    found = inspected(inspector, tmp_path / "a.jpg", portrait + b"more")
    assert found.provenance is not None
    assert (found.provenance.state, found.provenance.failures) == (
        "invalid",
        ("assertion.dataHash.mismatch",),
    )
    assert found.fully_read


def test_a_changed_claim_breaks_the_manifest(inspector: Inspector, tmp_path: Path, portrait: bytes) -> None:
    found = inspected(inspector, tmp_path / "a.jpg", portrait.replace(b"Peintre 2", b"Peintre 3"))
    assert found.provenance is not None
    assert found.provenance.state == "invalid"
    assert "assertion.hashedURI.mismatch" in found.provenance.failures
    assert [one.state for one in found.provenance.ingredients] == ["invalid"]


def test_a_manifest_that_lost_its_signature_is_told(inspector: Inspector, tmp_path: Path) -> None:
    data = signed(picture_bytes("png"), "image/png", source_type=AI)
    found = inspected(inspector, tmp_path / "a.png", data.replace(b"c2pa.signature", b"c2pa.signed.by"))
    assert found.provenance is not None
    assert found.provenance.state in ("invalid", "unreadable")
    assert found.provenance.failures


def test_a_picture_that_is_cut_still_tells_that_it_had_a_manifest(
    inspector: Inspector, tmp_path: Path, portrait: bytes
) -> None:
    found = inspected(inspector, tmp_path / "a.jpg", portrait[:4000])
    assert found.provenance is not None
    assert (found.provenance.state, found.fully_read) == ("unreadable", False)


def test_a_manifest_elsewhere_is_told_and_never_fetched(inspector: Inspector, tmp_path: Path) -> None:
    asked: list[str] = []

    class Trap(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Trap) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/manifest.c2pa"
        only_remote = signed(picture_bytes("jpeg"), "image/jpeg", source_type=AI, remote_url=url, embed=False)
        found = inspected(inspector, tmp_path / "a.jpg", only_remote)
        both = inspected(
            inspector,
            tmp_path / "b.jpg",
            signed(picture_bytes("jpeg"), "image/jpeg", source_type=AI, remote_url=url),
        )
        server.shutdown()
    assert found.provenance is not None
    assert (found.provenance.state, found.values("manifest_url")) == ("remote", (url,))
    assert both.provenance is not None
    assert both.provenance.state == "valid"
    assert asked == []


def test_a_picture_without_a_manifest_has_no_provenance(inspector: Inspector, tmp_path: Path) -> None:
    data = picture_bytes(
        "jpeg", xmp=xmp_packet("<dc:creator><rdf:Seq><rdf:li>c2pa</rdf:li></rdf:Seq></dc:creator>")
    )
    assert inspected(inspector, tmp_path / "a.jpg", data).provenance is None
