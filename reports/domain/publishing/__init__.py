"""From draft to published: the review list, the stages, and the versions that are kept."""
