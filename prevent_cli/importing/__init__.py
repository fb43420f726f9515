"""What people already have, made into a toolkit: readers give cells with their place, a recogniser makes sense of them."""
