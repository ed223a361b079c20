// The app itself. Its settings are all here and in ../settings.json: each deployment writes them anew.
param token string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param vaultUri string
param insightsConnection string
param mailEndpoint string
param senderAddress string
param ownDomain bool
param fallbackAddress string
param vendorName string
param publicUrl string
param signInClientId string
param stripeSecrets bool
param standardSecrets bool

var secrets = '${vaultUri}secrets'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${token}'
  location: location
  tags: union(tags, {
    'azd-service-name': 'desk'
  })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}packages'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'python'
        version: '3.13'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: 40
      }
    }
  }
}

// Passwords for deploying are off: deployments come as somebody.
// What follows is written one after the other: the platform refuses two changes of an app at once.
resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

var host = {
  AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsDisableHomepage: 'true'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL: 'true'
  APPLICATIONINSIGHTS_SDKSTATS_DISABLED: 'true'
  APPLICATIONINSIGHTS_CONTROLPLANE_DISABLED: 'true'
  APPLICATIONINSIGHTS_OPENTELEMETRY_RESOURCE_METRIC_DISABLED: 'true'
  PYTHON_ENABLE_OPENTELEMETRY: 'true' // the worker hands the host's trace on, and the host leaves our log to us
}

var desk = {
  DESK_STORAGE__blobServiceUri: account.properties.primaryEndpoints.blob
  DESK_STORAGE__queueServiceUri: account.properties.primaryEndpoints.queue
  DESK_STORAGE__tableServiceUri: account.properties.primaryEndpoints.table
  DESK_STORAGE__credential: 'managedidentity'
  DESK_STORAGE__clientId: identityClientId
  DESK_SECRET: '@Microsoft.KeyVault(SecretUri=${secrets}/desk-secret)'
  DESK_MAIL_ENDPOINT: mailEndpoint
  DESK_SENDER_ADDRESS: senderAddress
  DESK_FALLBACK_ADDRESS: fallbackAddress
  DESK_VENDOR_NAME: vendorName
  DESK_PUBLIC_URL: publicUrl == '' ? 'https://${app.properties.defaultHostName}' : publicUrl
}

// What the mail service takes: of a domain of Azure 10 mails an hour, so that three tickets fill it.
var quota = {
  DESK_MAILS_PER_HOUR: ownDomain ? '100' : '10'
  DESK_MAILS_PER_MINUTE: ownDomain ? '30' : '5'
}

var stripe = {
  DESK_BILLING_STRIPE_SECRETS: '@Microsoft.KeyVault(SecretUri=${secrets}/desk-stripe-secrets)'
}

var standard = {
  DESK_BILLING_STANDARD_SECRETS: '@Microsoft.KeyVault(SecretUri=${secrets}/desk-standard-secrets)'
}

// When clocks are scanned and the mailbox is read, and how many queue messages an instance takes at once.
var pace = {
  DESK_SCAN_SCHEDULE: '0 */5 * * * *'
  DESK_MAILBOX_SCHEDULE: contains(chosen, 'DESK_GRAPH_MAILBOX') ? '0 * * * * *' : '0 0 3 * * *'
  AzureFunctionsJobHost__extensions__queues__batchSize: '16'
}

var chosen = loadJsonContent('../settings.json')

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  dependsOn: [
    scm
  ]
  properties: union(host, desk, quota, pace, stripeSecrets ? stripe : {}, standardSecrets ? standard : {}, chosen)
}

// On even where nobody signs in: only so the platform takes away headers that say who somebody is.
resource signIn 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  dependsOn: [
    settings
  ]
  properties: {
    platform: {
      enabled: true
    }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: signInClientId != ''
        registration: {
          clientId: signInClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${subscription().tenantId}/v2.0'
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}

output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
output mailsPerHour int = int(union(quota, chosen).DESK_MAILS_PER_HOUR)
