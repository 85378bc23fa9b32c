"""From facts to conclusions: which derived facts and which goals hold, which hang on something unknown."""

from cmcompliance.infer.engine import Engine
from cmcompliance.infer.outcome import Inference, InferenceError, Outcome

__all__ = ["Engine", "Inference", "InferenceError", "Outcome"]
