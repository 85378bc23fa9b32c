"""The drafts that rules keep as examples, run through the checker."""

from cmcompliance.examples.runner import ExampleResult, run_examples

__all__ = ["ExampleResult", "run_examples"]
