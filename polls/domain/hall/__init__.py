"""Questions from the hall: sessions, asking, support, moderation. The report-back on stage."""
