"""The bundled example articles, in the folder ``articles``; see ``examples/README.md``."""
