"""How words leave and come back: the alphabet of SMS, its texts, its suppliers, and what people answer."""
