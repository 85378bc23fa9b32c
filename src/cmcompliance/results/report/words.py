"""What the page about a scan's results says, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from cmcompliance.render.document_words import day_in_words, document_words
from cmcompliance.render.words import Language

_FR: Final = {
    "heading": "Contrôle de conformité des publications",
    "period": "Publications du {} au {}",
    "one_day": "Publications du {}",
    "no_period": "Publications sans date",
    "stopped": "Ce contrôle a été interrompu : ce rapport ne porte que sur ce qui avait été vérifié "
    "jusque-là.",
    "contents": "Dans ce rapport",
    "verdicts": "Verdicts",
    "tile_block": "n'auraient pas dû paraître telles quelles",
    "tile_review": "à relire par une personne",
    "tile_pass": "sans rien à signaler",
    "posts_checked": "publications vérifiées",
    "lead_one": "1 publication sur {} n'aurait pas dû paraître telle quelle.",
    "lead_block": "{} publications sur {} ({}) n'auraient pas dû paraître telles quelles.",
    "lead_clean": "Aucune des {} publications n'enfreint de règle au point de devoir être retirée.",
    "lead_most": "Ce qui revient le plus",
    "findings_h": "Constats",
    "findings_intro": "{} constats : {} erreurs, {} alertes, {} conseils. Une erreur empêche de publier "
    "; une alerte demande l'avis d'une personne ; un conseil n'engage à rien.",
    "interactive": "Cliquez sur une barre : les autres graphiques et la liste des publications ne "
    "montrent plus que ce qu'elle compte. Plusieurs barres se cumulent. Les tableaux portent toujours "
    "sur l'ensemble.",
    "static": "Cette archive a trop de combinaisons pour que ces graphiques se filtrent ici : ils "
    "montrent l'ensemble. `cmcompliance scan query` répond à toute autre question.",
    "filtered_by": "Filtré par",
    "show_all": "Tout montrer",
    "remove": "Retirer le filtre {}",
    "of_findings": "{} constats sur {}",
    "all_findings": "{} constats",
    "shown_posts": "Publications de cette page qui y répondent : {}.",
    "none_shown": "Aucune des publications montrées sur cette page n'y répond. `cmcompliance scan "
    "query` et `cmcompliance scan export` les donnent toutes.",
    "by_severity": "Par gravité",
    "by_month": "Par mois de publication",
    "by_obligation": "Par obligation",
    "by_platform": "Par plateforme",
    "by_author": "Par auteur",
    "axis_severity": "Gravité",
    "axis_month": "Mois",
    "axis_obligation": "Obligation",
    "axis_platform": "Plateforme",
    "axis_author": "Auteur",
    "year": "Année",
    "years": "Filtrer par année",
    "told": "{} : {}",
    "months_help": "Un mois par colonne ; flèches pour passer de l'une à l'autre, Entrée pour filtrer.",
    "highest": "au plus {} par mois",
    "table": "Le tableau",
    "total": "Total",
    "faulty": "Publications concernées",
    "posts_of": "Publications",
    "others": "Autres ({})",
    "earlier": "Avant",
    "later": "Après",
    "no_date": "sans date",
    "no_author": "auteur non nommé",
    "no_platform": "plateforme non indiquée",
    "no_words": "sans texte",
    "posts_h": "Publications les plus graves",
    "posts_intro": "Les {} premières, celles qui comptent le plus d'erreurs d'abord, puis le plus "
    "d'alertes, les plus récentes avant les autres ; d'un même texte répété, une seule. Un filtre en "
    "montre d'autres : un exemple de chaque obligation, plateforme et auteur.",
    "posts_few": "Toutes celles qui ont des erreurs ou des alertes, les plus graves d'abord ; d'un même "
    "texte répété, une seule.",
    "posts_none": "Aucune publication n'a d'erreur ni d'alerte.",
    "printed": "Imprimées : les {} premières avec le droit et le remède, les suivantes sans.",
    "rank": "n° {}",
    "an_example": "exemple",
    "alike_too": "{} autres disent à peu près la même chose",
    "show": "Le texte et les constats",
    "more_findings": "Et {} de plus dans cette publication.",
    "place": "Place dans l'archive",
    "teams_h": "Ce qui se répète",
    "teams_intro": "Publications qui disent à peu près la même chose (au moins la moitié de leurs "
    "paires de mots en commun, par MinHash) : corrigée une fois, la formule l'est partout. Groupes : {}.",
    "teams_none": "Aucune publication à corriger n'en répète une autre.",
    "teams_part": "L'archive est trop grande pour que tous ses textes soient comparés : des groupes "
    "peuvent être plus nombreux que ce qui est dit ici.",
    "one_post": "1 publication",
    "many_posts": "{} publications",
    "from_to": "du {} au {}",
    "on_day": "le {}",
    "in_posts": "dans {}",
    "and_more": "et {} de plus",
    "example": "Un exemple, et ce qui le corrige",
    "questions_h": "Questions ouvertes",
    "questions_intro": "Ce que l'archive ne dit pas et qui changerait le verdict de {} publications. "
    "Une réponse peut en régler beaucoup : dans la configuration (`cmcompliance.toml`) pour tout un "
    "auteur ou un client, dans une colonne de l'archive sinon.",
    "questions_none": "Rien ne manque pour juger ces publications.",
    "field": "Champ",
    "posts_n": "Publications",
    "authors_n": "Auteurs",
    "platforms": "Plateformes",
    "campaigns_h": "Par campagne",
    "campaign_is": "Une campagne : les publications d'un même auteur qui nomment la même marque ; à "
    "défaut, qui ont un hashtag en commun, mènent au même site, disent à peu près la même chose, ou "
    "n'ont que leur auteur en commun ; sans trou de plus de {} jours. Campagnes : {}.",
    "bond_brand": "marque",
    "bond_hashtag": "hashtag",
    "bond_site": "site",
    "bond_text": "même texte",
    "bond_author": "autres publications",
    "settles": "La réponse vaut pour {}",
    "scope_h": "Ce qui a été vérifié",
    "sources": "Archives",
    "source": "Archive",
    "first_post": "Première publication",
    "last_post": "Dernière publication",
    "skipped_n": "Laissé de côté",
    "troubles_n": "Non vérifié",
    "settings": "Réglages",
    "law_day": "Jour du droit",
    "law_of_day": "celui de chaque publication",
    "period_asked": "Période demandée",
    "since": "depuis le {}",
    "until_day": "jusqu'au {}",
    "whole": "toute l'archive",
    "options": "Dit en option",
    "settings_files": "Configuration",
    "settings_none": "aucune",
    "settings_some": "`cmcompliance.toml` des archives",
    "settings_named": "un fichier nommé en option",
    "messages_in": "Langue des messages",
    "each_own": "celle de chaque publication",
    "assumed_in": "Supposé, faute d'indication",
    "settings_in": "Tiré de la configuration",
    "in_n": "{} ({})",
    "languages": "Langues",
    "version": "Version",
    "undated": "Publications sans date",
    "left_out_h": "Laissé de côté",
    "left_out_intro": "Ce qui n'est pas une publication de l'auteur : partages, messages, fichiers "
    "d'une autre nature.",
    "left_out_none": "Rien n'a été laissé de côté.",
    "reason": "Raison",
    "how_many": "Nombre",
    "troubles_h": "Non vérifié",
    "troubles_intro": "Ce qui peut être une publication et n'a pas pu l'être : {}. Ce rapport n'en dit rien.",
    "troubles_none": "Tout ce qui a été trouvé a pu être vérifié.",
    "kind": "Nature",
    "problem": "Problème",
    "where": "Où",
    "unreadable": "illisible",
    "crashed": "a fait tomber le processus",
    "timed_out": "trop long",
    "failed": "faute de cmcompliance",
    "off_h": "Règles désactivées",
    "off_intro": "Par la configuration ou les options : ces règles s'appliquaient et ne se sont pas "
    "prononcées.",
    "off_none": "Aucune règle n'a été désactivée.",
    "gaps_h": "Règles qui n'ont pas pu être appliquées",
    "gaps_none": "Toutes les règles ont pu être appliquées.",
    "accepted_h": "Constats acceptés par dérogation",
    "accepted_intro": "Ils ne comptent pas dans les chiffres de ce rapport : {}.",
    "accepted_none": "Aucun constat n'a été accepté par dérogation.",
    "by_whom": "Par",
    "until_when": "Jusqu'au",
    "no_end": "sans terme",
    "finding_title": "Constat",
    "advice_page": "Contrôle automatique ({}) : il ne remplace pas le conseil d'un juriste. Ce qui "
    "n'est pas relevé ici n'est pas pour autant permis.",
}
_EN: Final = {
    "heading": "Compliance check of published posts",
    "period": "Posts from {} to {}",
    "one_day": "Posts of {}",
    "no_period": "Posts without a date",
    "stopped": "This check was interrupted: this report is about what had been checked until then, no more.",
    "contents": "In this report",
    "verdicts": "Verdicts",
    "tile_block": "should not have been published as they are",
    "tile_review": "for a person to review",
    "tile_pass": "in which nothing was found",
    "posts_checked": "posts checked",
    "lead_one": "1 of {} posts should not have been published as it is.",
    "lead_block": "{} of {} posts ({}) should not have been published as they are.",
    "lead_clean": "None of the {} posts breaks a rule so that it would have to be taken down.",
    "lead_most": "What comes up most",
    "findings_h": "Findings",
    "findings_intro": "{} findings: {} errors, {} warnings, {} pieces of advice. An error stops "
    "publication; a warning asks for a person's opinion; advice binds nobody.",
    "interactive": "Click on a bar: the other charts and the list of posts then show what it counts and "
    "nothing else. Several bars add up. The tables are always about the whole.",
    "static": "This archive has too many combinations for these charts to be filtered here: they show "
    "the whole. `cmcompliance scan query` answers any other question.",
    "filtered_by": "Filtered by",
    "show_all": "Show all",
    "remove": "Remove the filter {}",
    "of_findings": "{} of {} findings",
    "all_findings": "{} findings",
    "shown_posts": "Posts on this page that fit: {}.",
    "none_shown": "None of the posts shown on this page fits. `cmcompliance scan query` and "
    "`cmcompliance scan export` give all of them.",
    "by_severity": "By severity",
    "by_month": "By month of publication",
    "by_obligation": "By obligation",
    "by_platform": "By platform",
    "by_author": "By author",
    "axis_severity": "Severity",
    "axis_month": "Month",
    "axis_obligation": "Obligation",
    "axis_platform": "Platform",
    "axis_author": "Author",
    "year": "Year",
    "years": "Filter by year",
    "told": "{}: {}",
    "months_help": "A month a column; arrow keys go from one to the next, Enter filters.",
    "highest": "at most {} a month",
    "table": "The table",
    "total": "Total",
    "faulty": "Posts concerned",
    "posts_of": "Posts",
    "others": "Others ({})",
    "earlier": "Before",
    "later": "After",
    "no_date": "without a date",
    "no_author": "author not named",
    "no_platform": "no platform given",
    "no_words": "without a text",
    "posts_h": "The worst posts",
    "posts_intro": "The first {}: those with most errors first, then with most warnings, the recent "
    "ones before the others; of a text that is repeated, one. A filter shows others: an example of each "
    "obligation, platform and author.",
    "posts_few": "All that have errors or warnings, the worst first; of a text that is repeated, one.",
    "posts_none": "No post has an error or a warning.",
    "printed": "In print: the first {} with the law and the remedy, those after them without.",
    "rank": "no. {}",
    "an_example": "example",
    "alike_too": "{} others say nearly the same",
    "show": "The text and the findings",
    "more_findings": "And {} more in this post.",
    "place": "Place in the archive",
    "teams_h": "What is repeated",
    "teams_intro": "Posts that say nearly the same (at least half of their pairs of words in common, by "
    "MinHash): mended once, the formula is mended everywhere. Groups: {}.",
    "teams_none": "No post to be mended repeats another one.",
    "teams_part": "The archive is too large for all of its texts to be compared: there may be more "
    "groups than this says.",
    "one_post": "1 post",
    "many_posts": "{} posts",
    "from_to": "from {} to {}",
    "on_day": "on {}",
    "in_posts": "in {}",
    "and_more": "and {} more",
    "example": "An example, and what mends it",
    "questions_h": "Open questions",
    "questions_intro": "What the archive does not say and what would change the verdict of {} posts. "
    "One answer may settle many: in the settings (`cmcompliance.toml`) for all of an author or a "
    "client, else in a column of the archive.",
    "questions_none": "Nothing is missing to judge these posts.",
    "field": "Field",
    "posts_n": "Posts",
    "authors_n": "Authors",
    "platforms": "Platforms",
    "campaigns_h": "By campaign",
    "campaign_is": "A campaign: posts of one author that name the same brand; for want of one, that "
    "have a hashtag in common, lead to the same site, say nearly the same, or share nothing but their "
    "author; with no gap of more than {} days. Campaigns: {}.",
    "bond_brand": "brand",
    "bond_hashtag": "hashtag",
    "bond_site": "site",
    "bond_text": "same text",
    "bond_author": "other posts",
    "settles": "The answer holds for {}",
    "scope_h": "What was checked",
    "sources": "Archives",
    "source": "Archive",
    "first_post": "First post",
    "last_post": "Last post",
    "skipped_n": "Left out",
    "troubles_n": "Not checked",
    "settings": "Settings",
    "law_day": "Law as of",
    "law_of_day": "each post's own day",
    "period_asked": "Period asked for",
    "since": "since {}",
    "until_day": "until {}",
    "whole": "the whole archive",
    "options": "Said by options",
    "settings_files": "Settings",
    "settings_none": "none",
    "settings_some": "`cmcompliance.toml` of the archives",
    "settings_named": "a file named by an option",
    "messages_in": "Language of messages",
    "each_own": "each post's own",
    "assumed_in": "Assumed, for want of better",
    "settings_in": "From the settings",
    "in_n": "{} ({})",
    "languages": "Languages",
    "version": "Version",
    "undated": "Posts without a date",
    "left_out_h": "Left out",
    "left_out_intro": "What is no post of the author's: reposts, messages, files of another nature.",
    "left_out_none": "Nothing was left out.",
    "reason": "Reason",
    "how_many": "Number",
    "troubles_h": "Not checked",
    "troubles_intro": "What may be a post and could not be checked: {}. This report says nothing about it.",
    "troubles_none": "All that was found could be checked.",
    "kind": "Nature",
    "problem": "Problem",
    "where": "Where",
    "unreadable": "cannot be read",
    "crashed": "ended its process",
    "timed_out": "took too long",
    "failed": "a fault of cmcompliance",
    "off_h": "Rules switched off",
    "off_intro": "By settings or options: these rules applied and did not speak.",
    "off_none": "No rule was switched off.",
    "gaps_h": "Rules that could not run",
    "gaps_none": "All rules could run.",
    "accepted_h": "Findings accepted by waiver",
    "accepted_intro": "They do not count in the figures of this report: {}.",
    "accepted_none": "No finding was accepted by waiver.",
    "by_whom": "By",
    "until_when": "Until",
    "no_end": "no end",
    "finding_title": "Finding",
    "advice_page": "An automatic check ({}): it is no legal advice. What is not found here is not "
    "thereby allowed.",
}
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "fr": {**document_words("fr"), **_FR},
    "en": {**document_words("en"), **_EN},
}
_BLANK: Final[Mapping[Language, str]] = {"fr": "\u202f", "en": ","}


def report_words(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key: the documents' and this page's own."""
    return _WORDS[language]


def number_in_words(number: int, language: Language) -> str:
    """Return a number as people write it: `1 214`, `1,214`."""
    return f"{number:,}".replace(",", _BLANK[language])


def share_in_words(part: int, whole: int, language: Language) -> str:
    """Return a part of a whole in percent; what is neither nothing nor all is never said to be."""
    share = 100 * part / whole if whole else 0.0
    if 0 < share < 1:
        said = "< 1"
    elif 99 < share < 100:
        said = "> 99"
    else:
        said = str(round(share))
    return f"{said}\u202f%" if language == "fr" else f"{said}%"


def days_in_words(first: date | None, last: date | None, language: Language) -> str:
    """Return a period: `du 1er mai 2024 au 3 juin 2026`, `le 1er mai 2024`, nothing where it has no days."""
    words = _WORDS[language]
    if first is None or last is None:
        return words["no_date"]
    if first == last:
        return words["on_day"].format(day_in_words(first, language))
    return words["from_to"].format(day_in_words(first, language), day_in_words(last, language))
