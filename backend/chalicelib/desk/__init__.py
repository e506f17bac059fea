"""The desk: what operators see and do, whatever service it came from."""
