import { fakesAmong, NoFakes } from './no-fakes'

const REAL = ['/a/src/platform/call/index.weapp.ts', '/a/src/platform/call/types.ts', '/a/src/pages/home/index.tsx', '/a/src/sync/fake.ts']
const FAKES = ['/a/src/platform/call/index.ts', '/a/src/platform/call/fake.ts', 'C:\\a\\src\\platform\\scan\\index.ts']

test('what is made for a phone may ship', () => {
  expect(fakesAmong(REAL)).toEqual([])
})

test('what is made for tests is found on every system', () => {
  expect(fakesAmong([...REAL, ...FAKES])).toEqual(FAKES)
})

test('a build that resolved a fake fails', () => {
  const errors: Error[] = []
  let finish: (modules: { resource?: string }[]) => void = () => undefined
  const compilation = { errors, hooks: { finishModules: { tap: (_: string, run: typeof finish) => void (finish = run) } } }
  new NoFakes().apply({ hooks: { compilation: { tap: (_, run) => run(compilation) } } })
  finish([{}, { resource: REAL[0]! }])
  expect(errors).toEqual([])
  finish([{ resource: FAKES[0]! }])
  expect(errors).toHaveLength(1)
})
