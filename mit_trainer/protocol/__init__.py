"""The therapy as data: variants, levels and steps, and the machine that walks them."""
