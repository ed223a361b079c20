"""One module for each thing that the ``desk`` command does."""
