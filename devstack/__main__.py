"""``python -m devstack`` is ``desk``."""

from devstack.desk import main

main(prog_name="desk")
