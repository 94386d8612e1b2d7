"""Stand-ins for a person and her devices: what the ports need when nobody is there."""
