"""dvk: posts with figures in, a news site with true tallies out.

Read the folders in this order; imports point down the list's start only:
`domain` (values), `read` (text to values), `tally` (values to numbers), `photos`, `check`
(rules), `views` (pages), `write` (files for machines), `load`, `build`, `adapters` and `cli`.
"""

__version__ = "0.1.0"
