"""From pages as values to the files of a site."""
