// What tells an operator: logs with a daily cap, and alerts by mail.
param token string
param location string
param tags object
param identityPrincipalId string
param alertAddress string

var publishing = '3913510d-42f4-4e42-8a64-420c390055eb' // Monitoring Metrics Publisher

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    retentionInDays: 30
    sku: {
      name: 'PerGB2018'
    }
    workspaceCapping: {
      dailyQuotaGb: 1
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    WorkspaceResourceId: logs.id
  }
}

resource publishes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, identityPrincipalId, publishing)
  scope: insights
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', publishing)
  }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'desk'
    emailReceivers: [
      {
        name: 'fallback'
        emailAddress: alertAddress
        useCommonAlertSchema: true
      }
    ]
  }
}

// What an owner asks, answered from the measures of the last day.
resource questions 'Microsoft.Insights/workbooks@2022-04-01' = {
  name: guid(logs.id, 'questions')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'The desk: five questions'
    category: 'workbook'
    sourceId: logs.id
    serializedData: loadTextContent('workbook.json')
  }
}

output connection string = insights.properties.ConnectionString
output logsId string = logs.id
output insightsId string = insights.id
output operatorsId string = operators.id
