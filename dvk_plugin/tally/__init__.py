"""Values to numbers: the ten laws of the tally, as pure functions over frozen values.

The laws are numbered here as in the guide for developers:
1 roots · 2 sets · 3 own, shared, school-wide · 4 periods · 5 checkpoints · 6 stock ·
7 persons · 8 targets · 9 conflicts · 10 every figure carries its sources.
"""
