"""The nouns that say what kind of document a title is of."""

import re

_PLANS = (
    r"\w*(?:plan|strategi|program|samfunnsdel|arealdel|handlingsdel|reglement|retningslinje"
    r"|vedtekt)(?:en|a|et|er|ane|ene|r|ar)?"
    r"|(?:action |housing |master )?(?:plan|strategy|programme)"
)
_STUDIES = (
    r"\w*(?:rapport|evaluering|analyse|kartlegging|utredning|utgreiing|kunnskapsgrunnlag|oppgave"
    r"|oppgåve|notat|undersøkelse|undersøking|studie|gjennomgang|veileder|rettleiar|faktaark"
    r"|høringssvar|høringsuttalelse|høyringssvar|statistikk|presentasjon|referat"
    r"|evaluation|report|analysis|study)(?:en|a|et|er|ar|s)*"
)
_PLAN = re.compile(rf"(?<!\w)(?:{_PLANS})(?![\w-])", re.IGNORECASE)
_STUDY = re.compile(rf"(?<!\w)(?:{_STUDIES})(?!\w)", re.IGNORECASE)


def plan_noun(text: str) -> str | None:
    """Return the first noun of a plan in `text`, unless that of a study of a plan is in front."""
    plan, study = _PLAN.search(text), _STUDY.search(text)
    if plan is None or (study is not None and study.start() < plan.start()):
        return None
    return plan[0]


def is_study(text: str) -> bool:
    """Return whether `text` has the noun of a study: a report, an analysis, an evaluation."""
    return _STUDY.search(text) is not None


def has_kind_noun(text: str) -> bool:
    """Return whether `text` has a noun that says what a document is."""
    return _PLAN.search(text) is not None or _STUDY.search(text) is not None


def is_kind_noun(text: str) -> bool:
    """Return whether `text` is such a noun and nothing else, such as "Temaplan"."""
    stripped = text.strip()
    return (
        _PLAN.fullmatch(stripped) is not None
        or _STUDY.fullmatch(stripped) is not None
        or re.fullmatch(r"saksfr[ae]m?legg|saksprotokoll|møtebok", stripped, re.IGNORECASE)
        is not None
    )
