"""The vocabulary of diplomatic events: OWL, SKOS and SHACL in Turtle, and what is made of it.

:mod:`diplograph.ontology.resources` finds the files, :mod:`diplograph.ontology.namespaces` has a
constant for every term, :mod:`diplograph.ontology.generate` makes the generated files anew.
"""
