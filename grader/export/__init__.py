"""Reports and assignments in the formats of others; every function here is handed what ``view`` has let through."""
