"""Why the rules of a circle say no, as sentences."""

from collections.abc import Mapping

from organic_p2p.domain.authority import Refusal
from organic_p2p.errors import NotAllowedError

_SENTENCES: Mapping[Refusal, str] = {
    Refusal.NOT_A_MEMBER: "You are not a member of {circle}, so you cannot do this there.",
    Refusal.NOT_A_STEWARD: "Only a steward of {circle} can do this. organic members shows who they are.",
    Refusal.FIXED: "The people of a private conversation never change.",
    Refusal.ALREADY_A_MEMBER: "This person is a member of {circle} already.",
    Refusal.TARGET_NOT_A_MEMBER: "This person is not a member of {circle}.",
    Refusal.TARGET_IS_A_STEWARD: "This person is a steward of {circle}. Stewards change by majority only.",
    Refusal.TARGET_NOT_A_STEWARD: "This person is not a steward of {circle}.",
    Refusal.ABOUT_ONESELF: "Nobody can decide this about themselves.",
    Refusal.UNKNOWN_INVITE: "There is no such invitation to {circle}.",
    Refusal.INVITE_REVOKED: "This invitation to {circle} was taken back.",
    Refusal.INVITE_USED: "This invitation to {circle} was used already. Each one is for one person.",
    Refusal.UNKNOWN_MOTION: "There is no such proposal in {circle}.",
    Refusal.NO_VOTE: "This was proposed before you were a steward of {circle}, so you have no vote on it.",
    Refusal.ALREADY_VOTED: "You have answered this proposal already; an answer is final.",
    Refusal.ALREADY_DECIDED: "This has been decided already.",
    Refusal.NOT_THEIRS: "Only who wrote it, or a steward of {circle}, can do this.",
    Refusal.SECOND_GENESIS: "{circle} has begun already.",
}


def explain(why: Refusal, circle: str) -> NotAllowedError:
    """Return the error that tells the reader why the rules of `circle` say no."""
    return NotAllowedError(why.value, _SENTENCES[why].format(circle=circle or "this conversation"))
