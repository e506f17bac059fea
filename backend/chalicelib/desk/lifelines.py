"""The doors of the desk's lifelines, in one list."""

from chalicelib.desk import code_words, own_words, paper_copy, read_card
from chalicelib.platform.route import Route

ROUTES: tuple[Route, ...] = (*code_words.ROUTES, *own_words.ROUTES, *read_card.ROUTES, *paper_copy.ROUTES)
