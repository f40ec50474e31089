"""Pictures that stand for a page where its address is shared."""
