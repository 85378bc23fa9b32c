from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.media.pictures import picture, picture_bytes, xmp_packet

from cmcompliance.media import Inspector, Limits, inspect, inspect_many
from cmcompliance.media.inspection.gathering import Damaged, Refused
from cmcompliance.media.inspection.xmp import properties_of

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<x xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:RDF>&b;</rdf:RDF></x>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>"""


def said(fields: str) -> list[tuple[str, str]]:
    return [(one.path, one.value) for one in properties_of(xmp_packet(fields))]


@pytest.mark.parametrize("packet", [LAUGHS, OUTSIDE, b"<a>" * 100, b"<a>" + b"<b/>" * 60_000 + b"</a>"])
def test_what_no_honest_packet_has_is_refused(packet: bytes) -> None:
    with pytest.raises(Refused):
        properties_of(packet)


@given(st.binary(max_size=300))
def test_any_bytes_are_properties_or_damage(packet: bytes) -> None:
    try:
        properties = properties_of(packet)
    except (Damaged, Refused):
        properties = []
    assert properties == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_packet_in_each_encoding_is_read(encoding: str) -> None:
    text = xmp_packet("<photoshop:Credit>Zoé</photoshop:Credit>").decode()
    packet = ("\ufeff" * (encoding == "utf-16-be") + text.partition("?>")[2]).encode(encoding)
    assert [one.value for one in properties_of(packet)] == ["Zoé"]


def test_each_way_of_writing_a_value_is_the_same() -> None:
    licensor = [("plus:Licensor/plus:LicensorName", "Banque")]
    assert (
        said('<plus:Licensor><rdf:Seq><rdf:li plus:LicensorName="Banque"/></rdf:Seq></plus:Licensor>')
        == licensor
    )
    nested = "<plus:LicensorName>Banque</plus:LicensorName>"
    for item in (
        f'<rdf:li rdf:parseType="Resource">{nested}</rdf:li>',
        f"<rdf:li><rdf:Description>{nested}</rdf:Description></rdf:li>",
        '<rdf:li><rdf:Description plus:LicensorName="Banque"/></rdf:li>',
    ):
        assert said(f"<plus:Licensor><rdf:Bag>{item}</rdf:Bag></plus:Licensor>") == licensor
    assert said('<plus:Licensor rdf:parseType="Resource">' + nested + "</plus:Licensor>") == licensor
    assert said('<dc:source rdf:resource="urn:1"/>') == [("dc:source", "urn:1")]


def test_a_face_is_a_person_and_a_pet_is_none(tmp_path: Path) -> None:
    regions = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<mwg-rs:Name>{name}</mwg-rs:Name><mwg-rs:Type>{kind}</mwg-rs:Type></rdf:li>"
        for name, kind in (("Léa", "Face"), ("Médor", "Pet"))
    )
    packet = xmp_packet(
        '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>'
        f"{regions}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
    )
    assert inspect(picture(tmp_path / "a.jpg", xmp=packet)).values("person") == ("Léa",)


def test_values_of_vocabularies_have_names_and_others_stay_as_they_are(tmp_path: Path) -> None:
    packet = xmp_packet(
        "<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING</plus:DataMining>"
        "<plus:ModelReleaseStatus>http://ns.useplus.org/ldf/vocab/MR-XXX</plus:ModelReleaseStatus>"
        "<plus:MinorModelAgeDisclosure>http://ns.useplus.org/ldf/vocab/AG-U14</plus:MinorModelAgeDisclosure>"
        "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/yet</Iptc4xmpExt:DigitalSourceType>"
        "<xmpRights:Marked>False</xmpRights:Marked>"
    )
    found = inspect(picture(tmp_path / "a.jpg", xmp=packet))
    assert found.values("data_mining") == ("prohibited_ai_training",)
    assert found.values("model_release") == ("http://ns.useplus.org/ldf/vocab/MR-XXX",)
    assert found.values("minor_disclosure") == ("14_or_under",)
    assert found.values("digital_source_type") == ("http://cv.iptc.org/newscodes/digitalsourcetype/yet",)
    assert found.values("rights_marked") == ("false",)


def test_a_sidecar_is_read_and_named_and_an_embedded_packet_stays(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg", xmp=xmp_packet("<photoshop:Credit>Dedans</photoshop:Credit>"))
    sidecars = (tmp_path / "a.jpg.xmp", tmp_path / "a.xmp")
    for number, sidecar in enumerate(sidecars):
        sidecar.write_bytes(xmp_packet(f"<photoshop:Credit>À côté {number}</photoshop:Credit>"))
    first, second = (found.said for found in inspect_many([path, path]))
    assert [(one.value, one.where) for one in first] == [
        ("Dedans", "XMP photoshop:Credit"),
        ("À côté 0", "XMP sidecar photoshop:Credit"),
    ]
    assert first == second
    sidecars[0].unlink()
    assert "À côté 1" in inspect(path).values("credit")
    sidecars[1].unlink()
    sidecars[1].symlink_to("/etc/hostname")
    assert inspect(path).values("credit") == ("Dedans",)


def test_a_packet_that_is_refused_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg", xmp=LAUGHS, comment=b"words")
    found = inspect(path)
    assert [(one.code, one.detail) for one in found.problems] == [("refused", "XMP <!DOCTYPE>")]
    assert (found.values("comment"), found.fully_read) == (("words",), False)


def test_xmp_that_does_not_fit_into_one_segment_is_read(tmp_path: Path) -> None:
    digest = b"0123456789ABCDEF0123456789ABCDEF"
    main = xmp_packet(f"<dc:source>{digest.decode()}</dc:source>")
    more = xmp_packet("<photoshop:Credit>Loin</photoshop:Credit>").partition(b"?>")[2].rpartition(b"<?")[0]
    data = picture_bytes("jpeg", xmp=main)
    parts = b"".join(
        b"\xff\xe1"
        + (2 + 35 + 40 + len(more[start:end])).to_bytes(2, "big")
        + b"http://ns.adobe.com/xmp/extension/\0"
        + digest
        + len(more).to_bytes(4, "big")
        + start.to_bytes(4, "big")
        + more[start:end]
        for start, end in ((200, len(more)), (0, 200))
    )
    (tmp_path / "a.jpg").write_bytes(data[:2] + parts + data[2:])
    assert inspect(tmp_path / "a.jpg").values("credit") == ("Loin",)


def test_what_is_said_is_kept_within_bounds_and_cutting_is_told(tmp_path: Path) -> None:
    words = "".join(f"<rdf:li>{'mot' * 10}{number}</rdf:li>" for number in range(50))
    path = picture(tmp_path / "a.jpg", xmp=xmp_packet(f"<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>"))
    with Inspector(Limits(most_said=7, longest_value=20)) as inspector:
        found = inspector.inspect(path)
    assert {len(one.value) for one in found.said} == {20}
    assert len(found.said) <= 7
    assert found.has_problem("cut")
    assert not found.fully_read


def test_what_the_standard_of_2025_says_of_ai_is_read(tmp_path: Path) -> None:
    packet = xmp_packet(
        "<Iptc4xmpExt:AISystemUsed>Peintre 2</Iptc4xmpExt:AISystemUsed>"
        "<Iptc4xmpExt:AIPromptInformation>une plage</Iptc4xmpExt:AIPromptInformation>"
        "<Iptc4xmpExt:AIPromptWriterName>Ana</Iptc4xmpExt:AIPromptWriterName>"
    )
    found = inspect(picture(tmp_path / "a.webp", xmp=packet))
    assert [(one.what, one.value) for one in found.said] == [
        ("ai_system", "Peintre 2"),
        ("ai_prompt", "une plage"),
        ("ai_prompt_writer", "Ana"),
    ]
