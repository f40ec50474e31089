"""Reports from Word and the like → a post: safe opening, neutral blocks, Markdown, proposals.

container → docx · odt · plain → blocks → letterhead · layout · captions · shape → markdown, facts,
figures → frontmatter → bundle. What cannot be read is a value too, a `Refusal`.
"""
