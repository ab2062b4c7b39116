"""The authority: polities, organisations, offices, places and who recognises whom, as data."""
