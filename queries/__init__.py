"""Asking the graph: the catalogue, frames, networks, exports and pictures."""
