import { createMetrics } from './metrics'

test('calls are counted by procedure and code, and their times fall into buckets', () => {
  const metrics = createMetrics()
  metrics.observe('attendance.scan', 'ok', 0.004)
  metrics.observe('attendance.scan', 'ok', 0.2)
  metrics.observe('attendance.scan', 'code_expired', 30)
  const lines = metrics.text({ pool_in_use: 2 }).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'youyue_calls_total{procedure="attendance.scan",code="ok"} 2',
      'youyue_calls_total{procedure="attendance.scan",code="code_expired"} 1',
      'youyue_call_seconds_bucket{procedure="attendance.scan",le="0.005"} 1',
      'youyue_call_seconds_bucket{procedure="attendance.scan",le="0.25"} 2',
      'youyue_call_seconds_bucket{procedure="attendance.scan",le="10"} 2',
      'youyue_call_seconds_bucket{procedure="attendance.scan",le="+Inf"} 3',
      'youyue_call_seconds_count{procedure="attendance.scan"} 3',
      'youyue_pool_in_use 2',
    ]),
  )
  expect(lines.at(-1)).toBe('')
})
