"""Other forms of a file that came in: small pictures, pages, text, a copy without traces of who made it.

Run by `kit.bounded` only, as `python -m hoithi.kit.derived WORK KIND [NUMBERS]`, and asked for through
`kit.files`. Knows nothing of Django. Each work takes the bytes and the code of the kind and gives a list of bytes;
whatever goes wrong ends the process, and the asker hears that there is no such form.
"""
