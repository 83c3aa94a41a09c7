"""What is printed for an event: data for typst templates, made from the registrations."""
