// What wakes somebody: promises that nobody watches, answers and mails that fail, what was lost, and ages.
param token string
param location string
param tags object
param logsId string
param insightsId string
param operatorsId string
param mailsPerHour int
param address string

var rules = [
  {
    name: 'no-scan'
    told: 'No scan of the clocks has ended for 15 minutes: nobody is warned of a promise.'
    query: 'AppMetrics | where Name == "desk.scan.looks_due"'
    window: 'PT15M'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'failed-answers'
    told: 'More than five requests were answered by 5xx within 15 minutes.'
    query: 'AppRequests | where toint(ResultCode) between (500 .. 599)'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 5
  }
  {
    name: 'given-up'
    told: 'A queue message was given up after five attempts; docs/runbook.md tells how to put it back.'
    query: 'AppMetrics | where Name == "desk.messages.given_up" and Max > 0'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'dropped'
    told: 'A queue message was dropped that no attempt would have helped; docs/runbook.md tells how to find it.'
    query: 'AppMetrics | where Name == "desk.messages.dropped"'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'webhooks-refused'
    told: 'More than five webhooks were refused within an hour: has a secret been changed?'
    query: 'AppMetrics | where Name == "desk.webhooks.refused" | summarize refused = sum(Sum) | where refused > 5'
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'mail-refused'
    told: 'The mail service refused a mail for good; supporters were told which answer it was.'
    query: 'AppMetrics | where Name == "desk.mails" and Properties.state == "refused"'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'quota-nearly-used'
    told: 'Four fifths of the mails that the mail service takes in an hour have left within one.'
    query: 'AppMetrics | where Name == "desk.mails" and Properties.state == "taken" | summarize taken = sum(Sum) | where taken * 5 > ${mailsPerHour} * 4'
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'audit-lost'
    told: 'A call with a function key was answered without its row in the audit list; the log says which.'
    query: 'AppTraces | where Message startswith "audit row lost"'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: '${rule.name}-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: rule.name
    description: rule.told
    enabled: true
    severity: 1
    scopes: [
      logsId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: rule.window
    autoMitigate: true
    skipQueryValidation: true // a new workspace gets its tables with the first data, and refuses to be asked for them
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: rule.operator
          threshold: rule.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [
        operatorsId
      ]
    }
  }
}]

// From outside: whether the desk says that it is well, and whether its certificate has a fortnight left.
resource outside 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'health-${token}'
  location: location
  tags: union(tags, {
    'hidden-link:${insightsId}': 'Resource'
  })
  kind: 'standard'
  properties: {
    Name: 'health'
    SyntheticMonitorId: 'health-${token}'
    Kind: 'standard'
    Enabled: true
    Frequency: 900
    Timeout: 60
    RetryEnabled: true
    Locations: [
      {
        Id: 'emea-nl-ams-azr'
      }
      {
        Id: 'emea-se-sto-edge'
      }
    ]
    Request: {
      RequestUrl: '${address}/api/health'
      HttpVerb: 'GET'
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
    }
  }
}

resource unwell 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'unwell-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'From two places outside, the desk does not say that it is well, or its certificate ends within 14 days.'
    severity: 1
    enabled: true
    evaluationFrequency: 'PT5M'
    windowSize: 'PT30M'
    scopes: [
      outside.id
      insightsId
    ]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: outside.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: [
      {
        actionGroupId: operatorsId
      }
    ]
  }
}
