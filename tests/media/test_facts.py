"""Each fact, as a writer of its standard writes it: read here, and read the same by exiftool."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from mutagen import id3
from mutagen.flac import FLAC, Picture
from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm
from mutagen.oggopus import OggOpus
from mutagen.wave import WAVE
from tests.media import exiftool, sounds
from tests.media.exiftool import needs_exiftool
from tests.media.pictures import AI, picture

from cmcompliance.media import Evidence, What, inspect_many
from cmcompliance.media.vocabularies import named

pytestmark = needs_exiftool
Written = tuple[tuple[str, What, str], ...]

EXIF: Written = (
    ("EXIF:Artist=Zoé Exif", "creator", "Zoé Exif"),
    ("EXIF:Copyright=© 2026 Exif", "copyright", "© 2026 Exif"),
    ("EXIF:ImageDescription=Une femme à la fenêtre", "description", "Une femme à la fenêtre"),
    ("EXIF:Software=Retoucheur 7", "tool", "Retoucheur 7"),
    ("EXIF:DateTimeOriginal=2026:05:04 12:30:00", "taken_at", "2026-05-04T12:30:00+02:00"),
    ("EXIF:OffsetTimeOriginal=+02:00", "taken_at", "2026-05-04T12:30:00+02:00"),
    ("EXIF:Make=Marque", "device", "Marque Boîtier X"),
    ("EXIF:Model=Boîtier X", "device", "Marque Boîtier X"),
    ("EXIF:SerialNumber=S-123", "device_serial", "S-123"),
    ("EXIF:OwnerName=Paul Propriétaire", "owner", "Paul Propriétaire"),
    ("EXIF:UserComment=œuvre n° 3", "comment", "œuvre n° 3"),
    ("EXIF:XPAuthor=Zoé Windows", "creator", "Zoé Windows"),
    ("EXIF:GPSLatitude=48.8583", "place", "48.858300,-2.294400"),
    ("EXIF:GPSLatitudeRef=N", "place", "48.858300,-2.294400"),
    ("EXIF:GPSLongitude=2.2944", "place", "48.858300,-2.294400"),
    ("EXIF:GPSLongitudeRef=W", "place", "48.858300,-2.294400"),
)
IPTC: Written = (
    ("IPTC:By-line=Zoé Iptc", "creator", "Zoé Iptc"),
    ("IPTC:Credit=Agence Crédit/AFP", "credit", "Agence Crédit/AFP"),
    ("IPTC:Source=Agence Source", "source", "Agence Source"),
    ("IPTC:CopyrightNotice=© 2026 Agence", "copyright", "© 2026 Agence"),
    ("IPTC:SpecialInstructions=Pas d'usage publicitaire", "instructions", "Pas d'usage publicitaire"),
    ("IPTC:Caption-Abstract=Légende", "description", "Légende"),
    ("IPTC:ObjectName=Titre", "title", "Titre"),
    ("IPTC:City=Évreux", "place_name", "Évreux"),
    ("IPTC:Contact=photo@agence.example", "contact", "photo@agence.example"),
    ("IPTC:Keywords=portrait", "keyword", "portrait"),
)
XMP: Written = (
    ("XMP-dc:Creator=Zoé Xmp", "creator", "Zoé Xmp"),
    ("XMP-dc:Rights=© 2026 Xmp", "copyright", "© 2026 Xmp"),
    ("XMP-dc:Title=Titre xmp", "title", "Titre xmp"),
    ("XMP-photoshop:Credit=Crédit xmp", "credit", "Crédit xmp"),
    ("XMP-photoshop:Instructions=Presse seulement", "instructions", "Presse seulement"),
    ("XMP-xmpRights:UsageTerms=Usage éditorial", "usage_terms", "Usage éditorial"),
    ("XMP-xmpRights:WebStatement=https://agence.example/c", "rights_url", "https://agence.example/c"),
    ("XMP-xmpRights:Owner=Agence Propriétaire", "owner", "Agence Propriétaire"),
    (
        "XMP-cc:License=https://creativecommons.org/licenses/by/4.0/",
        "licence_url",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    ("XMP-plus:LicensorName=Banque d'images", "licensor", "Banque d'images"),
    ("XMP-plus:LicensorURL=https://banque.example/1", "licensor_url", "https://banque.example/1"),
    ("XMP-plus:CopyrightOwnerName=Ayant droit", "owner", "Ayant droit"),
    ("XMP-plus:ImageSupplierName=Fournisseur", "supplier", "Fournisseur"),
    ("XMP-plus:LicenseEndDate=2026:03:31", "licence_until", "2026-03-31"),
    ("XMP-plus:RegionConstraints=France seulement", "constraint", "France seulement"),
    ("XMP-plus:ModelReleaseStatus#=MR-LMR", "model_release", "limited_or_incomplete"),
    ("XMP-plus:ModelReleaseID=MR-77", "model_release_id", "MR-77"),
    ("XMP-plus:PropertyReleaseStatus#=PR-NON", "property_release", "none"),
    ("XMP-plus:MinorModelAgeDisclosure#=AG-A17", "minor_disclosure", "17"),
    ("XMP-iptcExt:PersonInImage=Léa Modèle", "person", "Léa Modèle"),
    ("XMP-iptcExt:ModelAge=17", "model_age", "17"),
    ("XMP-iptcExt:OrganisationInImageName=Club", "organisation", "Club"),
    (f"XMP-iptcExt:DigitalSourceType={AI}", "digital_source_type", "trainedAlgorithmicMedia"),
    ("XMP-iptcExt:ArtworkCopyrightNotice=© Sculpteur", "artwork_copyright", "© Sculpteur"),
    ("XMP-iptcExt:LocationShownCity=Nantes", "place_name", "Nantes"),
    ("XMP-xmp:CreatorTool=Générateur 3", "tool", "Générateur 3"),
    ("XMP-iptcCore:CreatorWorkEmail=zoe@studio.example", "contact", "zoe@studio.example"),
    ("XMP-mwg-rs:RegionName=Paul Visage", "person", "Paul Visage"),
    ("XMP-mwg-rs:RegionType=Face", "person", "Paul Visage"),
    ("XMP-dc:Rights-fr=© 2026 en français", "copyright", "© 2026 en français"),
)
KEYS: Written = (
    ("Keys:Make=Marque", "device", "Marque Téléphone"),
    ("Keys:Model=Téléphone", "device", "Marque Téléphone"),
    ("Keys:Software=17.1", "tool", "17.1"),
    ("Keys:Copyright=© clés", "copyright", "© clés"),
    ("Keys:Author=Autrice clés", "creator", "Autrice clés"),
    ("Keys:GPSCoordinates=48.8583, 2.2944", "place", "48.858300,2.294400"),
    ("ItemList:Title=Titre film", "title", "Titre film"),
    ("ItemList:Copyright=© liste", "copyright", "© liste"),
    ("ItemList:Encoder=Encodeur", "encoder", "Encodeur"),
    ("UserData:Copyright=© données", "copyright", "© données"),
)
FILES: Mapping[str, Written] = {
    "a.jpg": EXIF + IPTC + XMP,
    "a.png": EXIF + IPTC + XMP,
    "a.tiff": EXIF + IPTC + XMP,
    "a.webp": EXIF + XMP,
    "a.avif": EXIF + XMP,
    "a.heic": EXIF + XMP,
    "a.gif": XMP,
    "a.mp4": KEYS + XMP,
    "a.mov": KEYS + XMP,
}
TAGS: Mapping[str, tuple[tuple[What, str], ...]] = {
    "a.mp3": (
        ("title", "Nuit blanche"),
        ("artist", "Le Groupe"),
        ("album", "Été"),
        ("isrc", "FRZ012600001"),
        ("copyright", "2026 Le Label"),
        ("label", "Le Label"),
        ("encoder", "LAME 3.100"),
        ("licence_url", "https://creativecommons.org/licenses/by/4.0/"),
        ("usage_terms", "Libre de droits"),
        ("cover", "png"),
    ),
    "a.wav": (("title", "Nuit blanche"), ("isrc", "FRZ012600001"), ("copyright", "2026 Le Label")),
    "a.flac": (
        ("title", "Nuit blanche"),
        ("artist", "Le Groupe"),
        ("isrc", "FRZ012600001"),
        ("copyright", "2026 Le Label"),
        ("usage_terms", "Libre de droits"),
        ("contact", "label@example.org"),
        ("cover", "png"),
    ),
    "a.opus": (("title", "Nuit blanche"), ("isrc", "FRZ012600001"), ("copyright", "2026 Le Label")),
    "a.m4a": (
        ("title", "Nuit blanche"),
        ("artist", "Le Groupe"),
        ("isrc", "FRZ012600001"),
        ("copyright", "2026 Le Label"),
        ("encoder", "Lavf60"),
        ("cover", "jpeg"),
    ),
    "a.webm": (
        ("copyright", "2026 Le Label"),
        ("isrc", "FRZ012600001"),
        ("encoder", "libtest"),
        ("tool", "Essai 3"),
    ),
    "live.webm": (("copyright", "2026 Le Label"),),
}


def plain(path: Path) -> Path:
    match path.suffix:
        case ".mp4":
            return sounds.mp4(path)
        case ".mov":
            return sounds.mp4(path, brand=b"qt  ")
        case ".heic":
            pillow_heif = pytest.importorskip("pillow_heif")
            pillow_heif.register_heif_opener()
    return picture(path)


def tag_sounds(folder: Path) -> None:
    tags = id3.ID3()
    for frame in (
        id3.TIT2(text="Nuit blanche"),
        id3.TPE1(text="Le Groupe"),
        id3.TALB(text="Été"),
        id3.TSRC(text="FRZ012600001"),
        id3.TCOP(text="2026 Le Label"),
        id3.TPUB(text="Le Label"),
        id3.TSSE(text="LAME 3.100"),
        id3.WCOP(url="https://creativecommons.org/licenses/by/4.0/"),
        id3.TXXX(desc="LICENSE", text="Libre de droits"),
        id3.APIC(mime="image/png", type=3, data=b"\x89PNG\r\n\x1a\n"),
    ):
        tags.add(frame)
    tags.save(sounds.mp3(folder / "a.mp3"))
    wave = WAVE(sounds.wav(folder / "a.wav"))
    wave.add_tags()
    for name in ("TIT2", "TSRC", "TCOP"):
        wave.tags.add(tags[name])
    wave.save()
    comments = {
        "title": "Nuit blanche",
        "artist": "Le Groupe",
        "isrc": "FRZ012600001",
        "copyright": "2026 Le Label",
        "license": "Libre de droits",
        "contact": "label@example.org",
    }
    cover = Picture()
    cover.type, cover.mime, cover.data = 3, "image/png", b"\x89PNG\r\n\x1a\n"
    flac = FLAC(sounds.flac(folder / "a.flac"))
    opus = OggOpus(sounds.opus(folder / "a.opus"))
    for file in (flac, opus):
        file.update(comments)
    flac.add_picture(cover)
    flac.save()
    opus.save()
    m4a = MP4(sounds.mp4(folder / "a.m4a", brand=b"M4A ", kind=b"soun"))
    m4a.add_tags()
    m4a["\xa9nam"], m4a["\xa9ART"], m4a["cprt"], m4a["\xa9too"] = (
        "Nuit blanche",
        "Le Groupe",
        "2026 Le Label",
        "Lavf60",
    )
    m4a["----:com.apple.iTunes:ISRC"] = MP4FreeForm(b"FRZ012600001")
    m4a["covr"] = [MP4Cover(b"\xff\xd8\xff", MP4Cover.FORMAT_JPEG)]
    m4a.save()
    words = {"COPYRIGHT": "2026 Le Label", "ISRC": "FRZ012600001"}
    sounds.webm(folder / "a.webm", words, cover=True)
    sounds.webm(folder / "live.webm", words, live=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    exiftool.write({plain(folder / name): [f"-{one[0]}" for one in facts] for name, facts in FILES.items()})
    tag_sounds(folder)
    return folder


@pytest.fixture(scope="module")
def evidence(folder: Path) -> Mapping[str, Evidence]:
    return {Path(one.path).name: one for one in inspect_many(sorted(folder.iterdir()))}


@pytest.fixture(scope="module")
def as_exiftool_reads(folder: Path) -> Mapping[str, dict[str, Any]]:
    return {path.name: tags for path, tags in exiftool.read(sorted(folder.iterdir())).items()}


@pytest.mark.parametrize("name", FILES)
def test_each_fact_that_exiftool_writes_is_read(evidence: Mapping[str, Evidence], name: str) -> None:
    found = evidence[name]
    missing = [(what, value) for _, what, value in FILES[name] if value not in found.values(what)]
    assert (missing, found.problems) == ([], ())


@pytest.mark.parametrize("name", TAGS)
def test_each_tag_of_a_sound_is_read(evidence: Mapping[str, Evidence], name: str) -> None:
    found = evidence[name]
    missing = [(what, value) for what, value in TAGS[name] if value not in found.values(what)]
    assert (missing, found.problems) == ([], ())


# exiftool reads no tags behind what a browser recorded without lengths.
@pytest.mark.parametrize("name", [name for name in (*FILES, *TAGS) if name != "live.webm"])
def test_nothing_is_said_that_exiftool_does_not_read(
    evidence: Mapping[str, Evidence], as_exiftool_reads: Mapping[str, dict[str, Any]], name: str
) -> None:
    read = exiftool.texts(as_exiftool_reads[name])
    unread = []
    for said in evidence[name].said:
        known = {named(said.what, text) for text in read}
        match said.what:
            case "device":
                agreed = any(said.value == f"{make} {model}" for make in read for model in read)
            case "place":
                agreed = _is_near(said.value, read)
            case "taken_at" | "licence_until":
                agreed = any(_digits(said.value).startswith(_digits(text)) and _digits(text) for text in read)
            case "cover":
                agreed = any(said.value in text for text in read) or "covr" in said.where.lower()
            case "usage_terms":  # of a free tag of ID3, exiftool tells the name too
                agreed = any(text.endswith(said.value) for text in read)
            case _:
                agreed = said.value in known
        if not agreed:
            unread.append(said)
    assert not unread


def _is_near(place: str, read: set[str]) -> bool:
    numbers = [float(word) for text in read for word in re.findall(r"-?\d+\.\d+", text)]
    return all(
        any(abs(abs(float(one)) - abs(number)) < 1e-4 for number in numbers) for one in place.split(",")
    )


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))[:14]


@pytest.mark.parametrize("name", [*FILES, *TAGS])
def test_sizes_and_lengths_are_those_that_exiftool_reads(
    evidence: Mapping[str, Evidence], as_exiftool_reads: Mapping[str, dict[str, Any]], name: str
) -> None:
    found, read = evidence[name], as_exiftool_reads[name]
    by_tag = {key.rpartition(":")[2]: value for key, value in read.items()}
    if found.kind != "audio" and name != "a.heic":  # of which exiftool tells the size before it is cropped
        assert (found.width, found.height) == (by_tag["ImageWidth"], by_tag["ImageHeight"])
    if found.seconds is not None and name != "a.wav":  # whose tags exiftool takes for sound
        length = by_tag.get("Duration", found.seconds)
        assert float(length) == pytest.approx(found.seconds, abs=0.06)


def test_where_a_fact_stands_is_named_by_its_standard(evidence: Mapping[str, Evidence]) -> None:
    places = {
        (said.what, said.value): said.where
        for name in ("a.jpg", "a.mp3", "a.m4a")
        for said in evidence[name].said
    }
    assert places["copyright", "© 2026 Agence"] == "IPTC 2:116 CopyrightNotice"
    assert places["copyright", "© 2026 Exif"] == "EXIF 0x8298 Copyright"
    assert places["copyright", "© 2026 Xmp"] == "XMP dc:rights"
    assert places["copyright", "© 2026 en français"] == "XMP dc:rights[fr]"
    assert places["licensor", "Banque d'images"] == "XMP plus:Licensor/plus:LicensorName"
    assert places["album", "Été"] == "ID3 TALB"
    assert places["isrc", "FRZ012600001"] == "MP4 ilst ---- ISRC"
