/** Counts for an operator, in the text format of Prometheus (version 0.0.4). Labels are procedure names and error codes only. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export interface Metrics {
  /** One answered call. `procedure` must be a known name, `code` `ok` or an error code: every pair is a line for ever. */
  observe(procedure: string, code: string, seconds: number): void
  /** The page for the collector; `gauges` are values of this moment. */
  text(gauges: Record<string, number>): string
}

/** Counters of one process, at zero. */
export function createMetrics(): Metrics {
  const calls = new Map<string, number>()
  const latencies = new Map<string, { counts: number[]; sum: number; total: number }>()

  return {
    observe(procedure, code, seconds) {
      const labels = `procedure="${procedure}",code="${code}"`
      calls.set(labels, (calls.get(labels) ?? 0) + 1)
      const latency = latencies.get(procedure) ?? { counts: BUCKETS_SECONDS.map(() => 0), sum: 0, total: 0 }
      BUCKETS_SECONDS.forEach((limit, at) => {
        if (seconds <= limit) latency.counts[at]! += 1
      })
      latency.sum += seconds
      latency.total += 1
      latencies.set(procedure, latency)
    },
    text(gauges) {
      const lines = ['# HELP youyue_calls_total Answered calls by procedure and code.', '# TYPE youyue_calls_total counter']
      for (const [labels, count] of calls) lines.push(`youyue_calls_total{${labels}} ${count}`)
      lines.push('# HELP youyue_call_seconds Time to answer a call.', '# TYPE youyue_call_seconds histogram')
      for (const [procedure, { counts, sum, total }] of latencies) {
        BUCKETS_SECONDS.forEach((limit, at) => {
          lines.push(`youyue_call_seconds_bucket{procedure="${procedure}",le="${limit}"} ${counts[at]}`)
        })
        lines.push(`youyue_call_seconds_bucket{procedure="${procedure}",le="+Inf"} ${total}`)
        lines.push(`youyue_call_seconds_sum{procedure="${procedure}"} ${sum}`)
        lines.push(`youyue_call_seconds_count{procedure="${procedure}"} ${total}`)
      }
      for (const [name, value] of Object.entries(gauges)) lines.push(`# TYPE youyue_${name} gauge`, `youyue_${name} ${value}`)
      return lines.join('\n') + '\n'
    },
  }
}
