"""Guards: who is alone says so, risk sets the interval, silence is acted on, and going off duty is a report too."""
