"""Views of the live room: phones, the big screen, the chair's remote."""
