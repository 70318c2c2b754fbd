import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(__dirname, '..')

const BORDER = 'import-x/no-restricted-paths'
const IMPORTS = 'no-restricted-imports'

interface Sample {
  title: string
  file: string
  code: string
  /** The rule that must see it; null: nothing to see. */
  rule: string | null
}

/** Imports that must not be: each is written into a file of the room, and lint must see it. */
const SAMPLES: readonly Sample[] = [
  {
    title: 'core knows no server',
    file: 'core/rules/hours/ledger.ts',
    code: "import { createStore } from '../../../cloud/store/store'\nexport const x = createStore",
    rule: BORDER,
  },
  {
    title: 'core knows no server, by alias',
    file: 'core/rules/hours/ledger.ts',
    code: "import { createStore } from '@cloud/store/store'\nexport const x = createStore",
    rule: BORDER,
  },
  {
    title: 'the contract knows no rules',
    file: 'core/contract/common.ts',
    code: "import { dayUnderWay } from '@core/rules/hours/ledger'\nexport const x = dayUnderWay",
    rule: BORDER,
  },
  {
    title: 'the client knows no server',
    file: 'src/sync/record.ts',
    code: "import { createStore } from '@cloud/store/store'\nexport const x = createStore",
    rule: BORDER,
  },
  {
    title: 'procedures of one feature know no other',
    file: 'cloud/procedures/hours/mine.ts',
    code: "import { list } from '../homes/list'\nexport const x = list",
    rule: BORDER,
  },
  {
    title: 'components know no feature',
    file: 'src/components/button/button.tsx',
    code: "import { PageFrame } from '@/features/people/page-frame'\nexport const x = PageFrame",
    rule: BORDER,
  },
  {
    title: 'features know no other feature',
    file: 'src/features/hours/gate.ts',
    code: "import { PageFrame } from '@/features/people/page-frame'\nexport const x = PageFrame",
    rule: BORDER,
  },
  { title: 'core has no clock', file: 'core/rules/hours/ledger.ts', code: 'export const x = Date.now()', rule: 'no-restricted-globals' },
  {
    title: 'core has no packages of the server',
    file: 'core/rules/hours/ledger.ts',
    code: "import { Pool } from 'pg'\nexport const x = Pool",
    rule: IMPORTS,
  },
  {
    title: 'the client does not carry the schema library',
    file: 'src/sync/record.ts',
    code: "import { z } from 'zod/mini'\nexport const x = z",
    rule: IMPORTS,
  },
  {
    title: 'WeChat is reached in its service only',
    file: 'cloud/dispatch.ts',
    code: "import cloud from 'wx-server-sdk'\nexport const x = cloud",
    rule: IMPORTS,
  },
  {
    title: 'what is allowed passes',
    file: 'core/rules/hours/ledger.ts',
    code: "import { dayOf } from '../shared/calendar'\n\nexport const x = dayOf\n",
    rule: null,
  },
]

/** ESLint loads its configuration as a module, which jest's own module system cannot: it runs beside. */
const LINT = `
  import { ESLint } from 'eslint'
  const eslint = new ESLint()
  const samples = JSON.parse(process.argv[1])
  const found = []
  for (const { file, code } of samples) found.push((await eslint.lintText(code, { filePath: file }))[0].messages.map((message) => message.ruleId))
  process.stdout.write(JSON.stringify(found))`

test('imports go one way, and lint sees each one that does not', () => {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', LINT, JSON.stringify(SAMPLES)], { cwd: root, encoding: 'utf8' })
  const found = JSON.parse(run.stdout) as string[][]
  const seen = SAMPLES.map((sample, index) => ({
    title: sample.title,
    rule: found[index]!.includes(sample.rule ?? '') ? sample.rule : (found[index]![0] ?? null),
  }))
  expect(seen).toEqual(SAMPLES.map(({ title, rule }) => ({ title, rule })))
}, 60_000)
