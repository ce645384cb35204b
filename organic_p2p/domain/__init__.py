"""Values and rules, without I/O, clocks or chance: what a circle is, whatever carries it.

Glossary
    authority   who belongs and who may: a pure function of the set of control operations
    causality   what came before what; forks of it are judged by rule F
    epochs      which secret to write with: the eligibility rule
    codes       invitations as people hand them to one another
    text        what people write: cleaned when taken in, made harmless when shown
"""
