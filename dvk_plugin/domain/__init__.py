"""Values of the field, frozen and made of the standard library alone."""
