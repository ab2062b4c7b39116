"""Pictures of a network: a static one (PNG, SVG) and a page that opens offline."""
