"""The message service for exposed places: somebody goes out alone, the centre keeps in touch, and acts on silence."""
