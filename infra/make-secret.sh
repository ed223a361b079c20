#!/bin/sh
# Puts the desk's secret into the vault, once: tickets and members are found by it, so one that is there stays.
set -eu
if [ -n "$(az keyvault secret list --vault-name "$DESK_VAULT" --query "[?name=='desk-secret'].name" --output tsv)" ]; then
  echo "The desk's secret is in $DESK_VAULT, and stays as it is."
  exit 0
fi
umask 077
made=$(mktemp)
trap 'rm -f "$made"' EXIT
head -c 32 /dev/urandom | base64 | tr -d '\n' >"$made"
az keyvault secret set --vault-name "$DESK_VAULT" --name desk-secret --file "$made" --encoding utf-8 --output none
echo "The desk's secret was made in $DESK_VAULT. Never change it."
