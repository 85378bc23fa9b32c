"""The check on Apache Spark: the drafts of a DataFrame, judged by the machines of a cluster."""

from cmcompliance.spark.checking import check
from cmcompliance.spark.datasets import drafts, errors, findings, questions

__all__ = ["check", "drafts", "errors", "findings", "questions"]
