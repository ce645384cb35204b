"""Domain values as signed operations, and back.

kinds      the numbers of operations, for ever
fields     narrowing of untrusted values to what a schema allows
identity   a person: keys, certificate, first operation
control    bodies of the control lane: circles, admissions, epochs, erasures
content    bodies of the content lane: posts, comments, reactions, names
"""
