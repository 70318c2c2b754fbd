import { readSettings, type Environment } from './settings'

const TEMPLATE = 'aB3_-'.repeat(8) + 'xyz'

function problem(env: Environment, required: Parameters<typeof readSettings>[1] = []): string {
  try {
    readSettings(env, required)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('nothing was wrong')
}

test('without any variable there is a host of one’s own with the embedded database', () => {
  expect(readSettings({})).toEqual({
    port: 10086,
    publicUrl: null,
    databaseUrl: null,
    dataDir: null,
    pgBin: null,
    wechat: null,
    templates: null,
    trustWxHeaders: false,
    signingKey: null,
    dataKeys: null,
    demo: null,
    logLevel: null,
  })
})
test('an empty variable is one that is not set', () => {
  expect(readSettings({ PORT: '', DEMO: ' ', WECHAT_APPID: '' })).toEqual(readSettings({}))
})
test('what is said is taken', () => {
  expect(
    readSettings({
      PORT: '80',
      PUBLIC_URL: 'https://youth.example.cn/',
      DATABASE_URL: 'postgres://app:p@ss@db:5432/app?sslmode=require',
      DATA_DIR: '/srv/data',
      PG_BIN: '/usr/lib/postgresql/18/bin',
      WECHAT_APPID: 'wx1',
      WECHAT_SECRET: 's',
      WECHAT_TEMPLATES: `offer=${TEMPLATE}:thing1,time2,thing3; answer=${TEMPLATE}:thing4,time12,thing2;`,
      TRUST_WX_HEADERS: '1',
      SIGNING_KEY: Buffer.alloc(32, 7).toString('base64url'),
      DATA_KEY: `${Buffer.alloc(32, 8).toString('base64url')}, ${Buffer.alloc(32, 9).toString('base64url')}`,
      DEMO: '0',
      LOG_LEVEL: 'info',
    }),
  ).toEqual({
    port: 80,
    publicUrl: 'https://youth.example.cn',
    databaseUrl: 'postgres://app:p@ss@db:5432/app?sslmode=require',
    dataDir: '/srv/data',
    pgBin: '/usr/lib/postgresql/18/bin',
    wechat: { appid: 'wx1', secret: 's' },
    templates: {
      offer: { id: TEMPLATE, subject: 'thing1', when: 'time2', note: 'thing3' },
      answer: { id: TEMPLATE, subject: 'thing4', when: 'time12', note: 'thing2' },
    },
    trustWxHeaders: true,
    signingKey: Buffer.alloc(32, 7),
    dataKeys: [Buffer.alloc(32, 8), Buffer.alloc(32, 9)],
    demo: false,
    logLevel: 'info',
  })
  expect(readSettings({ DATABASE_URL: 'postgres://app@/app?host=/tmp/x' }).databaseUrl).toContain('/tmp/x')
})
test('everything missing and everything wrong is named at once', () => {
  const said = problem({ PORT: 'http', WECHAT_APPID: 'wx1', DEMO: 'yes', LOG_LEVEL: 'loud' }, ['DATABASE_URL', 'PUBLIC_URL'])
  for (const name of [
    'DATABASE_URL is missing',
    'PUBLIC_URL is missing',
    'WECHAT_SECRET is missing',
    'PORT must',
    'DEMO must',
    'LOG_LEVEL must',
  ])
    expect(said).toContain(name)
})
test.each(['0', '65536', '-1', '1e3', '10086.5', ' 80x'])('%s is no port', (PORT) => {
  expect(problem({ PORT })).toContain('PORT')
})
test.each(['youth.example.cn', 'ftp://x', 'https://x/app', 'https://x/?a=1', 'https://me@x/', 'javascript:alert(1)'])(
  '%s begins no link',
  (url) => {
    expect(problem({ PUBLIC_URL: url })).toContain('PUBLIC_URL')
  },
)
test('a password never gets into a sentence', () => {
  expect(problem({ DATABASE_URL: 'mysql://app:hunter2@db/app', WECHAT_SECRET: 'hunter2' })).not.toContain('hunter2')
})
test('half of a pair is missing its other half, named once', () => {
  expect(problem({ WECHAT_SECRET: 's' }, ['WECHAT_APPID']).match(/WECHAT_APPID/g)).toHaveLength(1)
})
test('a signing key is 32 bytes, written in the one way there is; a wrong one is not repeated', () => {
  const key = Buffer.alloc(32, 7).toString('base64url')
  for (const wrong of [key.slice(1), `${key}A`, `${key}=`, `${key.slice(0, -1)}d`, Buffer.alloc(32, 255).toString('base64')]) {
    const said = problem({ SIGNING_KEY: wrong })
    expect(said).toContain('SIGNING_KEY must be 32 bytes')
    expect(said).not.toContain(wrong)
  }
})
test('keys of data are 32 bytes each; one wrong among them is not passed over, nor repeated', () => {
  const key = Buffer.alloc(32, 8).toString('base64url')
  for (const wrong of [key.slice(1), `${key},`, `${key},${key.slice(2)}`, `${key} ${key}`]) {
    const said = problem({ DATA_KEY: wrong })
    expect(said).toContain('DATA_KEY must be 32 bytes')
    expect(said).not.toContain(key.slice(2))
  }
})

test('templates for messages need an app, and have three fields each', () => {
  const good = `offer=${TEMPLATE}:thing1,time2,thing3`
  const app = { WECHAT_APPID: 'wx1', WECHAT_SECRET: 's' }
  expect(problem({ WECHAT_TEMPLATES: good })).toContain('WECHAT_APPID')
  expect(readSettings({ ...app, WECHAT_TEMPLATES: good }).templates).toHaveProperty('offer')
  for (const wrong of [
    'offer',
    `party=${TEMPLATE}:thing1,time2,thing3`,
    `${good};${good}`,
    `offer=${TEMPLATE}:thing1,time2`,
    `offer=${TEMPLATE}:thing1,time2,thing1`,
    `offer=${TEMPLATE}:thing1,phrase2,thing3`,
    'offer=short:thing1,time2,thing3',
    ';',
  ])
    expect(problem({ ...app, WECHAT_TEMPLATES: wrong })).toContain('WECHAT_TEMPLATES')
})
