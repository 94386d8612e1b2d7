"""The real world behind the ports: sound card and clock."""
