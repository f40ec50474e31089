"""Photo files to pictures fit for publication: upright, of sane size, without metadata."""
