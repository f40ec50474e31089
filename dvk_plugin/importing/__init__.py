"""Reports from Word and the like → a post: safe opening, neutral blocks, Markdown, proposals.

container → docx · odt · text → blocks → shape · letterhead · captions → markdown, facts, figures
→ frontmatter → bundle. Every step takes values and gives values; what cannot be read is a `Refusal`.
"""
