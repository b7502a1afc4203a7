"""The mathematics of the film: exact numbers, checked derivations, no picture.

`Lesson` (numbers and notation) -> `Derivation` (named lines with the origin of every
symbol) -> `verify` (is every line equal to the next?) and `typeset` (Typst, LaTeX).
"""
