"""Demo-ACM: a small OpenID Connect provider in the same process, where one signs in as a demo person."""
