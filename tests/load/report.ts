/** What the reports of all benches have in common. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { print } from '../tools/command'
import { ROOT } from '../postgres/throw-away'
import type { Generator } from './http-load'
import type { LimitTool } from './limit'

/** With what, how often and how long is measured. */
export interface Tools {
  generator: Generator
  limitTool: LimitTool
  rounds: number
  seconds: number
}

/** What the last line says. Rates per second, milliseconds. */
export interface Verdict {
  ours: number
  limit: number
  p99: number
}

/** Options of Node for the server under test: with a profile of it in `folder`, where one is wanted. */
export function profiling(folder: string | undefined): string[] {
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(folder)}`]
}

export function describeMachine() {
  const [cpu] = os.cpus()
  print(`${os.cpus().length} × ${cpu?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`)
}

export function describeTools({ generator, limitTool, rounds, seconds }: Tools) {
  const load = generator === 'wrk' ? 'wrk' : 'our own generator (no wrk here)'
  const limit =
    limitTool === 'pgbench' ? execFileSync('pgbench', ['--version'], { encoding: 'utf8' }).trim() : 'a driver loop (no pgbench here)'
  print(`load: ${load}; limit: ${limit}; medians of ${rounds} rounds of ${seconds} s`)
}

/** Says whether a number is what was wanted. A target that is missed is said, and fails nothing: machines differ. */
export function judge(what: string, value: number, how: 'at least' | 'at most', target: number) {
  const met = how === 'at least' ? value >= target : value <= target
  print(`${what}: ${value.toFixed(2)}, wanted ${how} ${target}: ${met ? 'met' : 'MISSED'}`)
}

/** Writes a picture for the documents. */
export function draw(name: string, svg: string) {
  const folder = path.join(ROOT, 'docs/pictures')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), svg)
  print(`wrote docs/pictures/${name}`)
}
