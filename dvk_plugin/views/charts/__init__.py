"""Charts as geometry: figures in, frozen shapes out; templates draw them, nothing else does.

Across, everything is a percent of the drawing's width (0 to 100); down, pixels. A drawing so made
fits every screen without shrinking its words, and two builds of one site draw the same.
"""
