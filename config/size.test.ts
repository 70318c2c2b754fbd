import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { BUDGETS, lastLine, overBudget, weighFirstLoad, weighPackage } from './size.cjs'

const WITHIN = { main: 480_000, sub_max: 200_000, total: 900_000, h5_first_gz: 100_000, functions: 5_000_000 }
let folder: string

function put(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), text)
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'size-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

test('what is exactly as large as its budget passes', () => {
  expect(overBudget(WITHIN)).toEqual([])
})

test.each(Object.entries(BUDGETS))('one byte over the budget of %s is noticed', (name, budget) => {
  expect(overBudget({ ...WITHIN, [name]: budget + 1 })).toEqual([expect.stringContaining(name)])
})

test('what could not be weighed is over its budget', () => {
  expect(overBudget({ ...WITHIN, main: Number.NaN })).toHaveLength(1)
})

test('the last line can be read by a machine', () => {
  expect(lastLine(WITHIN)).toBe('main=480000 sub_max=200000 total=900000 h5_first_gz=100000 functions=5000000')
})

test('the main package is everything outside of the sub-packages that WeChat packs', () => {
  put('app.json', JSON.stringify({ subPackages: [{ root: 'packages/hours' }, { root: 'packages/screen/' }] }))
  put('app.js', 'x'.repeat(100))
  put('packages/hours/record/index.js', 'x'.repeat(30))
  put('packages/hours-of-others.js', 'x'.repeat(7))
  put('packages/screen/event/index.js', 'x'.repeat(40))
  put('project.config.json', 'x'.repeat(1000))
  put('app.js.LICENSE.txt', 'x'.repeat(1000))
  const { main, subs } = weighPackage(folder)
  expect(subs).toEqual({ 'packages/hours': 30, 'packages/screen': 40 })
  expect(main).toBe(107 + JSON.stringify({ subPackages: [{ root: 'packages/hours' }, { root: 'packages/screen/' }] }).length)
})

test('the first load is the page and each file it waits for, packed', () => {
  put('index.html', '<html>')
  put('js/app.js', 'a'.repeat(5000))
  put('js/later.js', 'b'.repeat(5000))
  put('first-load.json', JSON.stringify(['js/app.js']))
  expect(weighFirstLoad(folder)).toBe(gzipSync('<html>').length + gzipSync('a'.repeat(5000)).length)
})
