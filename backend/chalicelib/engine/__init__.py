"""One engine for everything that waits: clock, cases, ladder, messages, auditor."""
