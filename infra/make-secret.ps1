# Puts the desk's secret into the vault, once: tickets and members are found by it, so one that is there stays.
$ErrorActionPreference = 'Stop'
$there = az keyvault secret list --vault-name $env:DESK_VAULT --query "[?name=='desk-secret'].name" --output tsv
if ($LASTEXITCODE -ne 0) { throw "The vault $env:DESK_VAULT cannot be read: run the command again in some minutes." }
if ($there) {
  Write-Host "The desk's secret is in $env:DESK_VAULT, and stays as it is."
  exit 0
}
$bytes = [byte[]]::new(32)
[Security.Cryptography.RandomNumberGenerator]::Fill($bytes)
$made = New-TemporaryFile
try {
  [IO.File]::WriteAllText($made.FullName, [Convert]::ToBase64String($bytes))
  az keyvault secret set --vault-name $env:DESK_VAULT --name desk-secret --file $made.FullName --encoding utf-8 --output none
  if ($LASTEXITCODE -ne 0) { throw "The desk's secret could not be written to $env:DESK_VAULT." }
} finally {
  Remove-Item $made.FullName
}
Write-Host "The desk's secret was made in $env:DESK_VAULT. Never change it."
