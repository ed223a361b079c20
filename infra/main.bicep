// A desk in a resource group of its own. Run by `azd up`; docs/azure.md tells how.
targetScope = 'subscription'

@minLength(1)
@maxLength(64)
@description('Name of the azd environment; part of the names of all that is made.')
param environmentName string

@minLength(1)
@description('Region of everything that has one. Flex Consumption must be offered there.')
param location string

@description('Object id of who deploys: may write the secrets into the vault. azd fills it in.')
param principalId string

@allowed([
  'User'
  'ServicePrincipal'
])
@description('What the principal is: a person, or the workflow that deploys.')
param principalType string

@minLength(1)
@description('The name of the vendor, as members read it.')
param vendorName string

@minLength(3)
@description('Address that gets what is meant for supporters when nobody is on duty, and all alerts.')
param fallbackAddress string

@description('Where the mail service keeps its data: Europe, United States, and so on.')
param dataLocation string

@description('Own domain to send from, once it is wanted; empty: a domain of Azure, for trying.')
param mailDomain string

@description('Whether the own domain is verified: only then it can be linked and sent from.')
param mailDomainVerified bool

@description('Where members reach the app; empty: its address in Azure.')
param publicUrl string

@description('Client id of the app registration for signing in; empty: nobody signs in.')
param signInClientId string

@description('Whether desk-stripe-secrets is in the vault.')
param stripeSecrets bool

@description('Whether desk-standard-secrets is in the vault.')
param standardSecrets bool

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = {
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module who 'app/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-${token}'
    location: location
    tags: tags
  }
}

module watching 'app/watching.bicep' = {
  name: 'watching'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    identityPrincipalId: who.outputs.principalId
    alertAddress: fallbackAddress
  }
}

module alerts 'app/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    logsId: watching.outputs.logsId
    insightsId: watching.outputs.insightsId
    operatorsId: watching.outputs.operatorsId
    mailsPerHour: desk.outputs.mailsPerHour
    address: desk.outputs.address
  }
}

module storage 'app/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    identityPrincipalId: who.outputs.principalId
  }
}

module vault 'app/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    identityPrincipalId: who.outputs.principalId
    deployerId: principalId
    deployerType: principalType
    operatorsId: watching.outputs.operatorsId
  }
}

module mail 'app/mail.bicep' = {
  name: 'mail'
  scope: group
  params: {
    token: token
    tags: tags
    dataLocation: dataLocation
    ownDomain: mailDomain
    ownDomainVerified: mailDomainVerified
    identityPrincipalId: who.outputs.principalId
    storageName: storage.outputs.name
  }
}

module desk 'app/desk.bicep' = {
  name: 'desk'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    identityId: who.outputs.id
    identityClientId: who.outputs.clientId
    storageName: storage.outputs.name
    vaultUri: vault.outputs.uri
    insightsConnection: watching.outputs.connection
    mailEndpoint: mail.outputs.endpoint
    senderAddress: mail.outputs.senderAddress
    ownDomain: mail.outputs.sendsFromOwnDomain
    fallbackAddress: fallbackAddress
    vendorName: vendorName
    publicUrl: publicUrl
    signInClientId: signInClientId
    stripeSecrets: stripeSecrets
    standardSecrets: standardSecrets
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output DESK_APP string = desk.outputs.name
output DESK_ADDRESS string = desk.outputs.address
output DESK_VAULT string = vault.outputs.name
output DESK_IDENTITY_CLIENT_ID string = who.outputs.clientId
output DESK_IDENTITY_PRINCIPAL_ID string = who.outputs.principalId
output DESK_STORAGE_ACCOUNT string = storage.outputs.name
output DESK_EMAIL_SERVICE string = mail.outputs.emailService
output DESK_SENDER_ADDRESS string = mail.outputs.senderAddress
