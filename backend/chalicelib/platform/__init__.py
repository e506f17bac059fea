"""The ground: tables, time, identity, configuration, HTTP. Knows nothing of guards or alarms."""
