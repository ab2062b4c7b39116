"""The model and the store: types, dates, IRIs, mapping to RDF, authority and resolution."""
