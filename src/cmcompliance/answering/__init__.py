"""Answer the questions of a report: what an answer means, and what it makes of the draft."""

from cmcompliance.answering.change import Change, Money, answer, changed, changes_for
from cmcompliance.answering.conversation import Answered, Conversation, Terminal
from cmcompliance.answering.misread import MisreadError
from cmcompliance.answering.place import Place, places_of
from cmcompliance.answering.reply import Reader, read_reply

__all__ = [
    "Answered",
    "Change",
    "Conversation",
    "MisreadError",
    "Money",
    "Place",
    "Reader",
    "Terminal",
    "answer",
    "changed",
    "changes_for",
    "places_of",
    "read_reply",
]
