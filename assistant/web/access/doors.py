"""What one server keeps of who comes and goes."""

from dataclasses import dataclass, field

from assistant.access.policy import Policy
from assistant.web.access.attempts import Attempts
from assistant.web.access.form_tokens import FormTokens
from assistant.web.access.rates import Rates
from assistant.web.access.sessions import Sessions


@dataclass(frozen=True, slots=True, eq=False)
class Doors:
    """Who may use the server, and what is remembered of those who do, in memory only."""

    policy: Policy
    sessions: Sessions = field(default_factory=Sessions)
    attempts: Attempts = field(default_factory=Attempts)
    rates: Rates = field(default_factory=Rates)
    forms: FormTokens = field(default_factory=FormTokens)
