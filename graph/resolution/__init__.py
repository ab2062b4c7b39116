"""Resolution: which persons are one, which claims tell of one event, and the values to show."""
