"""The nouns that say what kind of document a title is of."""

from ingest.document_facts.patterns import pattern

_PLAN = r"(?<!\w)\w*<<plans>>(?:en|a|et|er|ane|ene|r|ar)?(?![\w-])"
_ONE_PLAN = r"(?<!\w)\w*<<sure_plans>>(?:en|a|et)?(?![\w-])"
_STUDY = r"(?<!\w)\w*<<studies>>(?:en|a|et|er|ane|ene|ar|s)?(?![\w-])"


def plan_noun(text: str) -> str | None:
    """Return the first noun of a plan in `text`, unless that of a study of a plan is in front."""
    plan, study = pattern(_PLAN).search(text), pattern(_STUDY).search(text)
    if plan is None or (study is not None and study.start() < plan.start()):
        return None
    return plan[0]


def own_plan_noun(titles: str) -> str | None:
    """Return the noun of the plan that a title is of, and not of what is only about plans.

    "Erfaringer med boligplan", "Hvordan lage en boligplan" and "Nye boligplaner" are no plans.
    """
    noun = plan_noun(titles)
    plan = pattern(_ONE_PLAN).search(titles)
    if noun is None or plan is None or plan[0] != noun:
        return None
    before = pattern(r"\b<<proposals>>\s+").sub("", titles[: plan.start()].rpartition("\n")[2])
    return None if pattern(r"\b<<about>>\b").search(before) else noun


def is_research(text: str) -> bool:
    """Return whether `text` has the number or the noun of a work of research."""
    return pattern(r"\b<<research>>").search(text) is not None


def is_study(text: str) -> bool:
    """Return whether `text` has the noun of a study: a report, an analysis, an evaluation."""
    return pattern(_STUDY).search(text) is not None


def has_kind_noun(text: str) -> bool:
    """Return whether `text` has a noun that says what a document is."""
    return is_study(text) or pattern(_PLAN).search(text) is not None


def is_kind_noun(text: str) -> bool:
    """Return whether `text` is such a noun and nothing else, such as "Temaplan"."""
    kinds = (_PLAN, _STUDY, "<<papers>>")
    return any(pattern(kind).fullmatch(text.strip()) is not None for kind in kinds)
