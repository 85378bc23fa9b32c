"""Pictures signed for tests by c2pa-python's own signing, with certificates made here and thrown away."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SIGNER = "Studio d'essai"
QUIET = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "core": {"allowed_network_hosts": []},
}


@cache
def _signer_info() -> tuple[bytes, bytes]:
    """Return a chain of certificates and the private key of its end."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Racine d'essai", root_key, "Racine d'essai", root_key, authority=True)
    leaf = _certificate(SIGNER, key, "Racine d'essai", root_key, authority=False)
    chain = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in (leaf, root))
    return chain, key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if not authority:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
    return builder.sign(issuer_key, hashes.SHA256())


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Essais SARL"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def signed(
    data: bytes,
    mime: str,
    *,
    source_type: str,
    assertions: Sequence[Mapping[str, Any]] = (),
    ingredients: Sequence[tuple[Mapping[str, Any], bytes]] = (),
    remote_url: str | None = None,
    embed: bool = True,
) -> bytes:
    """Return the file with a manifest: made by a program, from these ingredients."""
    chain, key = _signer_info()
    created = {
        "action": "c2pa.created",
        "digitalSourceType": source_type,
        "softwareAgent": {"name": "Peintre 2"},
    }
    manifest = {
        "claim_generator_info": [{"name": "Atelier", "version": "1.0"}],
        "title": "Portrait",
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [created]}},
            *assertions,
        ],
    }
    info = c2pa.C2paSignerInfo(b"es256", chain, key, None)
    target = io.BytesIO()
    with (
        c2pa.Signer.from_info(info) as signer,
        c2pa.Context.from_dict(
            {**QUIET, "verify": {**QUIET["verify"], "verify_after_sign": False}}
        ) as context,
        c2pa.Builder(json.dumps(manifest), context=context) as builder,
    ):
        for described, content in ingredients:
            builder.add_ingredient(json.dumps(described), mime, io.BytesIO(content))
        if remote_url is not None:
            builder.set_remote_url(remote_url)
        if not embed:
            builder.set_no_embed()
        builder.sign(signer, mime, io.BytesIO(data), target)
    return target.getvalue()
