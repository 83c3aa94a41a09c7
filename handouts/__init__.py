"""Presentations and hand-outs: from speakers, released at a set moment, shown with programme and verslag."""
