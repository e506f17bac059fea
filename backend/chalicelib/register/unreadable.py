"""What is raised for a cell that cannot be read."""

from typing import Any

from chalicelib.platform.problems import FieldError


class Unreadable(Exception):
    """A cell that does not say what its column wants."""

    def __init__(self, message_id: str, **params: Any) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.params = params

    def about(self, field: str) -> FieldError:
        """The same, said of a field."""
        return FieldError(field, self.message_id, self.params)
