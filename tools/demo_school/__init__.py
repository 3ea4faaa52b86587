"""Makes the invented school that `ppm-xl demo` shows: pupils, MIS exports, what staff typed."""
