"""Opaque signed items between devices that know each other.

Glossary
    operation   a signed header with a body that is named by its hash; see `ops`
    feed        one device's chain of operations in one scope and lane
    scope       the feeds that a set of people share: a circle, a room
    lane        control (who belongs, who may) or content (what people write)
    vector      which part of each feed of a scope a device holds
    run         consecutive operations of one feed on the wire
    session     one conversation with one peer, from greeting to goodbye
    beacon      what a device advertises on the local network: random to all but its contacts
"""
