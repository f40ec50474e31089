"""Text to values and issues. Nothing here adds numbers up or knows of pages."""
