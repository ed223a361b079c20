// What wakes somebody: promises that nobody watches, answers that fail, messages that were given up.
param token string
param location string
param tags object
param logsId string
param operatorsId string

var rules = [
  {
    name: 'no-scan'
    told: 'No scan of the clocks has ended for 15 minutes: nobody is warned of a promise.'
    query: 'AppRequests | where Name == "sla_timer" and Success == true'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'failed-answers'
    told: 'More than five requests were answered by 5xx within 15 minutes.'
    query: 'AppRequests | where toint(ResultCode) between (500 .. 599)'
    operator: 'GreaterThan'
    threshold: 5
  }
  {
    name: 'given-up'
    told: 'A queue message was given up after five attempts; docs/runbook.md tells how to put it back.'
    query: 'AppTraces | where Message has "MaxDequeueCount" or Message has "-poison"'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'audit-lost'
    told: 'A call with a function key was answered without its row in the audit list; the log says which.'
    query: 'AppTraces | where Message startswith "audit row lost"'
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
    windowSize: 'PT15M'
    autoMitigate: true
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
