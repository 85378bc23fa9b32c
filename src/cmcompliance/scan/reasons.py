"""Why something in an archive was left out, in the reader's language; results say it in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

_FR: Final[Mapping[str, str]] = {
    "published before --since or after --until": "publié avant --since ou après --until",
    "a block": "un blocage",
    "a comment of a visitor": "un commentaire de visiteur",
    "a comment without a text": "un commentaire sans texte",
    "a conversation": "une conversation",
    "a file that is no page": "un fichier qui n'est pas une page",
    "a like": "un « j'aime »",
    "a message of a conversation": "un message d'une conversation",
    "a note of the channel's own, such as a new picture": "une mention du canal, comme une nouvelle photo",
    "a note on somebody else's post": "une note sur la publication d'autrui",
    "a page of another site": "une page d'un autre site",
    "a page that had not changed": "une page qui n'avait pas changé",
    "a picture of the profile": "une photo de profil",
    "a picture or a video without a word": "une image ou une vidéo sans un mot",
    "a picture, which its post has as well": "une image, que sa publication a aussi",
    "a pin of somebody else's that was saved": "une épingle d'autrui, enregistrée",
    "a pin that is not public": "une épingle qui n'est pas publique",
    "a pin that was deleted": "une épingle supprimée",
    "a pin without a text": "une épingle sans texte",
    "a post in a community, which is in the posts as well": "une publication de communauté, déjà parmi "
    "les publications",
    "a post of somebody else's that was passed on": "une publication d'autrui, transférée",
    "a post that was deleted": "une publication supprimée",
    "a post that was taken down": "une publication retirée",
    "a post to single people": "une publication adressée à des personnes nommées",
    "a post without a text": "une publication sans texte",
    "a post without a text, or somebody else's that was shared": "une publication sans texte, ou celle "
    "d'autrui, partagée",
    "a post without a word": "une publication sans un mot",
    "a repost": "une republication",
    "a row without a text": "une ligne sans texte",
    "a story that was taken down": "une story retirée",
    "a story, of which Telegram hands out no words": "une story, dont Telegram ne donne pas les mots",
    "a subscription": "un abonnement",
    "a table of messages between people": "un tableau de messages entre personnes",
    "a video that is not public": "une vidéo qui n'est pas publique",
    "a video without a caption": "une vidéo sans légende",
    "a video, which its post has as well": "une vidéo, que sa publication a aussi",
    "an address of somebody's post: a like or a bookmark": "une adresse seule : un « j'aime » ou un signet",
    "conversations": "des conversations",
    "deleted": "supprimé",
    "not published": "non publié",
    "tables of the member's life and work": "des tableaux sur la vie et le travail du membre",
    "without a text": "sans texte",
}
_FR_BEGINNINGS: Final[Mapping[str, str]] = {
    "left out by --where ": "écarté par --where ",
    "a page of another site: ": "une page d'un autre site : ",
    "a part of the site: ": "un élément du site : ",
    "files that no reader knows: ": "fichiers qu'aucun lecteur ne connaît : ",
    "neither a post nor a page: ": "ni article ni page : ",
    "no page but an answer of status ": "pas une page, mais une réponse de statut ",
    "no post: ": "pas une publication : ",
    "not published: ": "non publié : ",
}


def reason_in(language: Literal["fr", "en"], reason: str) -> str:
    """Return a reason in a language; one that has no words there as it is."""
    if language != "fr":
        return reason
    if reason in _FR:
        return _FR[reason]
    for beginning, told in _FR_BEGINNINGS.items():
        if reason.startswith(beginning):
            return told + reason.removeprefix(beginning)
    return reason
