#!/bin/sh
# Compiles the app before it is packaged: what is deployed cannot be written to, so else every cold start compiles it.
# A compiled file names the hash of its source, and not its time, which packaging may change.
set -eu
python=$(command -v python3.13 || command -v python3)
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null || {
  echo "There is no Python 3.13 here: the app is deployed as it is, and compiles itself at each cold start."
  exit 0
}
unset PYTHONPYCACHEPREFIX # the files are to lie beside their sources
exec "$python" -m compileall -q -f --invalidation-mode checked-hash function_app.py functions shared
