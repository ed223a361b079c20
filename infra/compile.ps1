# Compiles the app before it is packaged: what is deployed cannot be written to, so else every cold start compiles it.
# A compiled file names the hash of its source, and not its time, which packaging may change.
py -3.13 -c 'pass' 2>$null
if ($LASTEXITCODE -ne 0) {
  Write-Host "There is no Python 3.13 here: the app is deployed as it is, and compiles itself at each cold start."
  exit 0
}
py -3.13 -m compileall -q -f --invalidation-mode checked-hash function_app.py functions shared
exit $LASTEXITCODE
