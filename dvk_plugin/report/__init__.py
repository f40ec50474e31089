"""The report of a school's year: one neutral value, and writers that only lay it out.

`content` makes a `Report` from an edition and its tallies; `docx`, `xlsx`, `markdown` and `pdf`
write it. No writer computes or words anything, so every format says the same.
"""
