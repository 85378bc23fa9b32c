"""What the properties of XMP say: Dublin Core, Photoshop, IPTC Core and Extension, PLUS, EXIF, faces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from cmcompliance.media.evidence import What
from cmcompliance.media.inspection.gathering import Gathering
from cmcompliance.media.inspection.xmp import Property

_EXT = "Iptc4xmpExt:"
_WHAT: Mapping[str, What] = {
    "dc:title": "title",
    "dc:description": "description",
    "dc:subject": "keyword",
    "dc:creator": "creator",
    "dc:rights": "copyright",
    "dc:source": "source",
    "dc:publisher": "label",
    "dcterms:license": "licence_url",
    "dcterms:rights": "copyright",
    "dcterms:creator": "creator",
    "dcterms:provenance": "manifest_url",
    "cc:license": "licence_url",
    "cc:attributionName": "credit",
    "cc:attributionURL": "rights_url",
    "photoshop:Headline": "headline",
    "photoshop:Credit": "credit",
    "photoshop:Source": "source",
    "photoshop:Instructions": "instructions",
    "photoshop:DateCreated": "taken_at",
    "photoshop:City": "place_name",
    "photoshop:State": "place_name",
    "photoshop:Country": "place_name",
    "xmpRights:UsageTerms": "usage_terms",
    "xmpRights:WebStatement": "rights_url",
    "xmpRights:Owner": "owner",
    "xmp:CreatorTool": "tool",
    "xmpMM:History/stEvt:softwareAgent": "tool",
    "tiff:Artist": "creator",
    "tiff:Copyright": "copyright",
    "tiff:ImageDescription": "description",
    "tiff:Software": "tool",
    "exif:DateTimeOriginal": "taken_at",
    "exif:UserComment": "comment",
    "exifEX:BodySerialNumber": "device_serial",
    "exifEX:LensSerialNumber": "device_serial",
    "exifEX:CameraOwnerName": "owner",
    "aux:SerialNumber": "device_serial",
    "aux:OwnerName": "owner",
    "xmpDM:artist": "artist",
    "xmpDM:album": "album",
    "xmpDM:composer": "composer",
    "xmpDM:copyright": "copyright",
    "xmpDM:logComment": "comment",
    "Iptc4xmpCore:Location": "place_name",
    "Iptc4xmpCore:CreatorContactInfo/Iptc4xmpCore:CiEmailWork": "contact",
    "Iptc4xmpCore:CreatorContactInfo/Iptc4xmpCore:CiTelWork": "contact",
    "Iptc4xmpCore:CreatorContactInfo/Iptc4xmpCore:CiUrlWork": "contact",
    f"{_EXT}DigitalSourceType": "digital_source_type",
    f"{_EXT}DigitalSourcefileType": "digital_source_type",
    f"{_EXT}AISystemUsed": "ai_system",
    f"{_EXT}AIPromptInformation": "ai_prompt",
    f"{_EXT}AIPromptWriterName": "ai_prompt_writer",
    f"{_EXT}PersonInImage": "person",
    f"{_EXT}PersonInImageWDetails/{_EXT}PersonName": "person",
    f"{_EXT}ModelAge": "model_age",
    f"{_EXT}OrganisationInImageName": "organisation",
    f"{_EXT}ProductInImage/{_EXT}ProductName": "product",
    f"{_EXT}ArtworkOrObject/{_EXT}AOTitle": "artwork_title",
    f"{_EXT}ArtworkOrObject/{_EXT}AOCreator": "artwork_creator",
    f"{_EXT}ArtworkOrObject/{_EXT}AOCopyrightNotice": "artwork_copyright",
    f"{_EXT}ArtworkOrObject/{_EXT}AOCurrentCopyrightOwnerName": "artwork_copyright",
    **{
        f"{_EXT}{which}/{_EXT}{part}": "place_name"
        for which in ("LocationShown", "LocationCreated")
        for part in ("Sublocation", "City", "ProvinceState", "CountryName", "LocationName")
    },
    "plus:Licensor/plus:LicensorName": "licensor",
    "plus:Licensor/plus:LicensorURL": "licensor_url",
    "plus:Licensor/plus:LicensorEmail": "contact",
    "plus:Licensor/plus:LicensorTelephone1": "contact",
    "plus:CopyrightOwner/plus:CopyrightOwnerName": "owner",
    "plus:ImageCreator/plus:ImageCreatorName": "creator",
    "plus:ImageSupplier/plus:ImageSupplierName": "supplier",
    "plus:ModelReleaseStatus": "model_release",
    "plus:ModelReleaseID": "model_release_id",
    "plus:MinorModelAgeDisclosure": "minor_disclosure",
    "plus:PropertyReleaseStatus": "property_release",
    "plus:PropertyReleaseID": "property_release_id",
    "plus:DataMining": "data_mining",
    "plus:CreditLineText": "credit",
    "plus:TermsAndConditionsText": "usage_terms",
    "plus:TermsAndConditionsURL": "rights_url",
    "plus:LicenseStartDate": "licence_from",
    "plus:LicenseEndDate": "licence_until",
    "plus:MediaConstraints": "constraint",
    "plus:RegionConstraints": "constraint",
    "plus:ProductOrServiceConstraints": "constraint",
    "plus:OtherConstraints": "constraint",
    "plus:OtherLicenseRequirements": "constraint",
}
_MARKED = "xmpRights:Marked"
_MAKE, _MODEL = "tiff:Make", "tiff:Model"
_NORTH, _EAST = "exif:GPSLatitude", "exif:GPSLongitude"
_FACE = "mwg-rs:Regions/mwg-rs:RegionList/"
_MICROSOFT_FACE = "MP:RegionInfo/MPRI:Regions/MPReg:PersonDisplayName"
_ANY_LANGUAGE = "x-default"
_COORDINATE = re.compile(r"(\d{1,3})(?:,(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?|\.(\d+))?([NSEW])")


def say_xmp(properties: Sequence[Property], standard: str, found: Gathering) -> None:
    """Keep what the properties say; `standard` is `XMP`, or that of a sidecar."""
    whole: dict[tuple[str, str], str | None] = {}
    structures: dict[int, dict[str, str]] = defaultdict(dict)
    for one in properties:
        structures[one.structure].setdefault(one.path, one.value)
        # The same words as default and in a language are one statement.
        if whole.get((one.path, one.value)) in (None, _ANY_LANGUAGE):
            whole[one.path, one.value] = one.language
    for (path, value), language in whole.items():
        where = f"{standard} {path}" + (f"[{language}]" if language and language != _ANY_LANGUAGE else "")
        if path in _WHAT:
            found.say(_WHAT[path], value, where)
        elif path == _MARKED and value.strip().lower() in ("true", "false"):
            found.say("rights_marked", value.strip().lower(), where)
        elif path == _MICROSOFT_FACE:
            found.say("person", value, where)
    for fields in structures.values():
        _say_face(fields, standard, found)
        _say_place(fields, standard, found)
    device = " ".join(structures[0][name] for name in (_MAKE, _MODEL) if name in structures[0])
    found.say("device", device, f"{standard} {_MAKE}, {_MODEL}")


def _say_face(fields: Mapping[str, str], standard: str, found: Gathering) -> None:
    if fields.get(f"{_FACE}mwg-rs:Type", "Face") == "Face" and f"{_FACE}mwg-rs:Name" in fields:
        found.say("person", fields[f"{_FACE}mwg-rs:Name"], f"{standard} {_FACE}mwg-rs:Name")


def _say_place(fields: Mapping[str, str], standard: str, found: Gathering) -> None:
    for path in fields:
        if path.endswith(_NORTH):
            north, east = _degrees(fields[path]), _degrees(fields.get(path.removesuffix(_NORTH) + _EAST, ""))
            if north is not None and east is not None:
                found.say("place", f"{north:.6f},{east:.6f}", f"{standard} {path}, {_EAST}")


def _degrees(value: str) -> float | None:
    """Return `48,51.5N`, `48,51,30N` or `48.858N` as degrees."""
    matched = _COORDINATE.fullmatch(value.strip())
    if matched is None:
        return None
    degrees = (
        float(f"{matched[1]}.{matched[4] or 0}") + float(matched[2] or 0) / 60 + float(matched[3] or 0) / 3600
    )
    return -degrees if matched[5] in "SW" else degrees
