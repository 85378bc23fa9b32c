"""The words by which we know that something is denied, conditional, asked, past, or somebody else's. Data only.

Phrases are written as in the lexicon (docs/rule-language.md). A cue opens its scope after itself (`after`), before
itself (`before`) or over the whole sentence (`sentence`; `named`: if a name follows); a `pseudo` cue is none, and hides the cues inside it; an
`end` closes a scope that is open.
"""

from __future__ import annotations

from typing import Final

CUES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "negated": {
        "after": (
            "sans", "aucun(|e)", "jamais", "ni", "non", "pas (de|d')", "point de", "ne", "n'", "pas", "rien", "nullement",
            "absence de", "absence d'", "hors de question", "zero", "interdi(t|te|ts|tes) (de|d')", "loin d'etre",
            "not", "no", "never", "without", "neither", "nor", "none of", "don't", "doesn't", "didn't", "isn't", "aren't",
            "wasn't", "weren't", "won't", "can't", "cannot", "hasn't", "haven't", "shouldn't", "wouldn't", "couldn't",
            "free of", "lack of", "far from",
        ),
        "before": (
            "n'(est|etait) pas (prevu|prevue|d'actualite|au programme|autorise|autorisee|requis|requise|necessaire|obligatoire)",
            "ne (sera|seront|sont) pas (prevus|prevu|prevue|necessaire|necessaires|requis|requise|requises|obligatoire|obligatoires)",
            "(is|are) not (required|needed|allowed|necessary|planned)",
            "(isn't|aren't) (required|needed|allowed|necessary|planned)",
        ),
        "pseudo": (
            "n'oublie[z|s] pas", "ne pas oublier", "n'hesite[z|s] (pas|surtout pas)", "n'attend(s|ez) (pas|plus)",
            "ne (manque|rate|loupe)[z|s] (pas|surtout pas|plus)", "ne rate[z] rien", "pas seulement", "non seulement",
            "pourquoi pas", "sans (plus|trop) attendre", "sans (hesiter|hesitation|doute|aucun doute|oublier|tarder)",
            "pas mal [de]", "rien de plus simple", "rien de mieux", "rien que", "n'import(e|)", "n'importe (qui|quel|quelle|ou|quoi)",
            "pas moins de", "ne (tarde|traine)[z|s] pas", "pas vrai", "pas a pas", "(a|deux|trois|quelques) pas (de|du|des|d')", "(n'|ne) {0-2} que", "jamais vu", "plus que jamais",
            "si ce n'est", "ne vous inquietez pas", "pas de panique", "pas besoin de chercher", "n'est ce pas",
            "pas grand chose", "pas d'inquietude", "pas de souci[s]", "pas de probleme[s]",
            "don't (forget|miss|wait|hesitate|worry|sleep|panic)", "do not (forget|miss|hesitate)",
            "not only", "why not", "no (doubt|problem|worries|wonder|matter|brainer|kidding|joke|way|less than)", "not to mention",
            "without (further|more) ado", "without (a doubt|hesitation|delay)", "can't wait", "couldn't be (happier|easier|simpler)",
            "can't (believe|stop|get enough)", "never (forget|miss|stop|too late)", "not to be missed", "nothing but", "no one knows",
            "not just", "no {0-1} than", "never (before|ending)", "couldn't (resist|wait|help)", "wouldn't miss", "don't you",
        ),
        "end": ("mais", "but", "sauf", "except", "par contre", "cependant", "however", "alors que", "car", "because", "et", "and then"),
    },
    "conditional": {
        "after": (
            "si", "s'il[s]", "si jamais", "au cas ou", "a condition (de|que|qu')", "sous reserve", "des que",
            "pourvu que", "a moins (que|de)", "en cas (de|d')", "dans le cas ou", "if", "unless", "provided [that]", "in case",
            "as long as", "should you", "once you",
        ),
        "pseudo": ("meme si", "comme si", "si (bien|bon|beau|belle|bonne|simple|simples|facile|faciles|heureux|heureuse|fier|fiere|contente|content|peu|grand|grande|petit|petite|longtemps|souvent|vite|proche|important|special|rare|doux|douce|cher|chere|nombreux|mignon|mignonne)", "s'il (te|vous) plait", "as if", "even if", "mais si", "et si (on|vous|tu|nous)", "what if", "si si"),
        "end": ("alors", "then"),
    },
    "question": {
        "after": (
            "est ce que", "est ce qu'", "qu'est ce (que|qu'|qui)", "je me demande (si|ce|quand|comment|qui)", "savez vous si", "quelqu'un sait si",
            "i wonder (if|whether|who|when|how)", "does any(one|body) know", "is it (true|possible) that",
        ),
    },
    "past": {
        "after": (
            "(a|ai|ont|avons) {0-1} (gagne|remporte|recu|decroche)", "(a|ont) ete {0-2} (tire|tires|tiree|tirees|choisi|choisie|choisis|designe|designee|designes|selectionne|selectionnee|selectionnes)",
            "etai(t|s|ent)", "avai(t|s|ent)", "fut", "(le|la|les) (gagnant|gagnante|gagnants|gagnantes|grande gagnante|grand gagnant|heureux gagnant|heureuse gagnante|heureux gagnants) (est|sont|etait|etaient)",
            "l'(an|annee) dernier[e]", "l'annee derniere", "l'(an|annee) passe[e]", "l'annee passee", "la semaine derniere", "le mois dernier", "le week-end dernier", "hier", "avant-hier", "a l'epoque", "autrefois", "jadis", "naguere", "il y a {0-2} (jours|semaines|mois|ans|jour|semaine|an)",
            "(ce|le|notre|du|nos) {0-2} (jeu|concours|tirage) {0-2} (est|etait) {0-2} (termine|clos|fini|terminee)", "concours (termine|clos|fini)", "jeu (termine|clos|fini)", "tirage (effectue|realise)",
            "(has|have|had|i|we|he|she|they|you) {0-1} (won|received)", "(was|were) {0-2} (drawn|chosen|picked|selected|announced)", "the winner[s] (was|were|is|are)", "(our|the) (lucky|giveaway|competition|contest) winner[s] {0-1} (was|were|is|are)", "last (year|month|week|night|weekend|summer|winter)", "yesterday", "(days|weeks|months|years) ago", "used to", "back in 20*", "(has|have) {0-1} (ended|closed)", "(is|are) now closed", "(competition|contest|giveaway) (closed|ended|over)",
        ),
        "sentence": (
            "(bravo|felicitation*) {0-2} (a|au|aux) {0-4} (gagnant*|laureat*|vainqueur*|heureu*)", "(bravo|felicitation*) {0-1} (a|au|aux) <mention>", "(bravo|felicitation*) <mention>", "(congrats|congratulations|well done) to {0-3} winner[s]", "(congrats|congratulations|well done) [to] <mention>", "voici {0-1} resultat*", "resultat* {0-4} (est|sont) (tombe*|la|connu*|en ligne)", "(concours|jeu|tirage) {0-3} est (termine|clos|fini)",
        ),
        "pseudo": ("il etait temps", "{0-2} won't"),
        "end": ("mais", "but", "aujourd'hui", "maintenant", "now", "desormais", "cette annee", "this year", "cette fois", "this time"),
    },
    "third_party": {
        "after": (
            "(ma|mon|mes|une|un) (copine|copain|copines|pote|potes|amie|ami|amies|amis|soeur|frere|mere|mari|femme|cousine|cousin|collegue|voisine|voisin) {0-2} (dit|disent|disait|raconte|pense|trouve|affirme|jure) [que|qu']",
            "(il|elle|on|ils|elles) (dit|disent|pretend|pretendent|raconte|racontent|affirme|affirment) (que|qu')", "(on|qui) m'a (dit|raconte) (que|qu')", "il parait (que|qu')", "(my|a) (friend|sister|brother|mum|mom|mother|husband|wife|colleague|neighbour) {0-2} (says|said|told me|claims|thinks)", "(he|she|they) (says|say|said|claim|claims|claimed) [that]", "apparently", "(le|au|du) (concours|jeu|jeu concours|tirage) (de|d'|chez|sur le compte de) <mention>",
        ),
        "sentence": (
            "(j'ai|je vais|je viens de|on a|nous avons) {0-1} particip(e|er) (a|au|aux)", "je participe (a|au|aux)", "(j'ai|on a|nous avons) {0-2} (gagne|remporte) {0-4} (concours|jeu|tirage|giveaway)", "(organise|organisee|lance|propose) par <mention>", "i('m|'ve| am| have|) {0-1} enter(ed|ing) {0-3} (giveaway|contest|competition|draw)", "i (won|entered) {0-4} (giveaway|contest|competition|draw|raffle)", "(giveaway|contest|competition) (by|from|on) <mention>",
        ),
        "named": ("selon", "d'apres", "according to"),
        "pseudo": (
            "(selon|d'apres) {0-2} (envie*|stock*|disponib*|reglement|conditions|modalites|taille|gout*|besoin*|humeur|budget|choix|cas)",
            "(selon|according to) (nous|moi|vous|toi|us|me|you)", "according to {0-2} (rules|terms|taste|size|needs)",
        ),
    },
}  # fmt: skip
