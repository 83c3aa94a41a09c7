"""The letters about a registration. Each module here may declare some in a list ``LETTERS``; see ``registry``."""
