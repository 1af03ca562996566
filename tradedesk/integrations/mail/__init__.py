"""Opening a finished message as an editable draft in the user's own mail program. Nothing here sends mail.

``gate`` refuses what must not be handed over, ``programs`` knows which mail programs are there and what each keeps,
``launcher`` writes the files and starts the program; the encoders (``thunderbird``, ``eml``, ``mailto``) are pure.
Modules are imported on first use: importing this package loads none of them.
"""
