"""Which papers there are at a place, what each needs first, and where its facts come from."""
