"""A mail's tree of parts: texts, attached mails, files, ``winmail.dat``. Nothing found is judged."""
