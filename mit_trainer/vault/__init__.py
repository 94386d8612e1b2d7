"""Keys, and the recordings they seal."""
