"""Words of the grammar and frames, as data."""
