"""Scenes of the demo site's pictures, drawn in units of a 1600 × 1067 sheet."""
