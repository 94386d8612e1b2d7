"""One sitting, led along the road through the ports; nothing here knows a window."""
