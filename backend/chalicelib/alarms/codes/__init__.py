"""The codes of Contact ID and SIA, whole: what each is about, whose number stands beside it, and its words."""

from chalicelib.alarms.codes.table import Code, all_codes, code_of

__all__ = ["Code", "all_codes", "code_of"]
