"""What organisers see of registrations, by subject; ``parts`` is the registry of links and panels."""
