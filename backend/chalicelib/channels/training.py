"""A training installation reaches nobody: what would be sent is shown, and there is no way out of the machine.

It is refused to start with any real supplier, so that no setting can turn an exercise into an alarm.
"""

from chalicelib.channels.push import Address, Gone, Outcome, PushService, WebPush
from chalicelib.platform.config import Config, Misconfigured


class NoPush:
    """In place of the push services: a browser that was subscribed is forgotten, and nothing leaves."""

    def send(self, to: Address, word: bytes, *, ttl_s: int, topic: str) -> Outcome:
        """See ``PushService``."""
        del to, word, ttl_s, topic
        return Gone()


def check_training(config: Config) -> None:
    """Raise Misconfigured when a training installation could reach somebody."""
    if not config.training:
        return
    if config.sms_provider != "local" or not config.one_machine:
        raise Misconfigured(
            "VARDE_TRAINING is set, so nothing may be sent: VARDE_SMS_PROVIDER must be local, behind the thin host"
        )
    if config.voice_provider != "local":
        raise Misconfigured("VARDE_TRAINING is set, so nobody may be called: VARDE_VOICE_PROVIDER must be local")
    if not config.table_prefix.startswith("training-"):
        raise Misconfigured("VARDE_TRAINING is set: VARDE_TABLE_PREFIX must begin with training-")


def push_service(config: Config) -> PushService:
    """What takes a word to a browser; in a training installation nothing does."""
    return NoPush() if config.training else WebPush(config)
