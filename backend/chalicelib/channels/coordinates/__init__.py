"""A position as people write it and read it aloud: degrees, degrees and minutes, UTM, MGRS.

``reading.py`` reads one free text field; ``forms.py`` says a position in all four forms. The pages do the same in
``frontend/shared/coordinates``; both are held to the table ``tests/support/coordinates.json``. The libraries for the
grids are loaded when a grid is met, and not before.
"""

from chalicelib.channels.coordinates.forms import Form, Forms, forms_of
from chalicelib.channels.coordinates.reading import read, read_position
from chalicelib.channels.coordinates.readings import REASONS, Reading, Refused

__all__ = ["REASONS", "Form", "Forms", "Reading", "Refused", "forms_of", "read", "read_position"]
