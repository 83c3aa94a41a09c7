"""Pages of the registrations app: public ones, the personal one, organisers'."""
