import { SUBSCRIPTION_USES } from '@core/contract/inbox'
import { DATA_KEY_BYTES } from '../services/secrecy'
import { SEED_BYTES } from '../services/signing'
import type { Template, Templates } from '../services/subscriptions'
import { StartError } from '../store/operator-error'

export type LogLevel = (typeof LOG_LEVELS)[number]

/** What the environment says, checked. Null: not said. */
export interface Settings {
  /** `PORT`: where the node host listens. */
  port: number
  /** `PUBLIC_URL`: what links begin with, without a slash at the end. */
  publicUrl: string | null
  /** `DATABASE_URL`: a PostgreSQL of one's own; without it the embedded one. */
  databaseUrl: string | null
  /** `DATA_DIR`: the folder of the embedded PostgreSQL. */
  dataDir: string | null
  /** `PG_BIN`: the folder of an installed PostgreSQL's programs, for the embedded one. */
  pgBin: string | null
  /** `WECHAT_APPID` and `WECHAT_SECRET`: log-in by WeChat. */
  wechat: { appid: string; secret: string } | null
  /** `WECHAT_TEMPLATES`: what WeChat may be asked to send, `use=template:subject,when,note` separated by semicolons. */
  templates: Templates | null
  /** `TRUST_WX_HEADERS`: every call comes through WeChat's gateway. */
  trustWxHeaders: boolean
  /** `SIGNING_KEY`: the 32 bytes that passes and cards are signed with; without it a key is made and kept in the database. */
  signingKey: Buffer | null
  /** `DATA_KEY`: the keys of 32 bytes that seal what people write in confidence; the first seals, all open. Without it nothing is sealed. */
  dataKeys: Buffer[] | null
  /** `DEMO`: demonstration mode. */
  demo: boolean | null
  /** `LOG_LEVEL`. */
  logLevel: LogLevel | null
}

type Variable = 'PUBLIC_URL' | 'DATABASE_URL' | 'WECHAT_APPID' | 'WECHAT_SECRET'

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
const DEFAULT_PORT = 10086

/** Variables by their names, as `process.env` has them. */
export type Environment = Record<string, string | undefined>

/**
 * The one reader of environment variables. Throws a StartError `settings` that names everything missing or wrong at once;
 * values that may hold a password are not repeated in it.
 * @param required what this host cannot do without
 */
export function readSettings(env: Environment, required: readonly Variable[] = []): Settings {
  const problems: { zh: string; en: string }[] = []
  const text = (name: string) => env[name]?.trim() || null
  const missing = (name: string) => problems.push({ zh: `缺少 ${name}`, en: `${name} is missing` })

  function read<T>(name: string, parse: (value: string) => T | null, zh: string, en: string): T | null {
    const value = text(name)
    if (value === null) return null
    const parsed = parse(value)
    if (parsed === null) problems.push({ zh: `${name} 应为${zh}`, en: `${name} must be ${en}` })
    return parsed
  }
  const flag = (name: string) => read(name, parseFlag, ' 0 或 1', '0 or 1')

  for (const name of required) if (text(name) === null) missing(name)
  const appid = text('WECHAT_APPID')
  const secret = text('WECHAT_SECRET')
  if (appid && !secret && !required.includes('WECHAT_SECRET')) missing('WECHAT_SECRET')
  if (secret && !appid && !required.includes('WECHAT_APPID')) missing('WECHAT_APPID')

  if (text('WECHAT_TEMPLATES') && !appid && !required.includes('WECHAT_APPID')) missing('WECHAT_APPID')

  const settings: Settings = {
    port: read('PORT', parsePort, ' 1 到 65535 的整数', 'a whole number from 1 to 65535') ?? DEFAULT_PORT,
    publicUrl: read(
      'PUBLIC_URL',
      parseOrigin,
      '以 http:// 或 https:// 开头、不带路径的地址',
      'an address that begins with http:// or https:// and has no path',
    ),
    databaseUrl: read('DATABASE_URL', parseDatabaseUrl, '以 postgres:// 开头的地址', 'an address that begins with postgres://'),
    dataDir: text('DATA_DIR'),
    pgBin: text('PG_BIN'),
    wechat: appid && secret ? { appid, secret } : null,
    templates: read(
      'WECHAT_TEMPLATES',
      parseTemplates,
      `分号隔开的「用途=模板编号:thing1,time2,thing3」，用途为 ${SUBSCRIPTION_USES.join('、')}`,
      `use=template:thing1,time2,thing3 separated by semicolons, where use is one of ${SUBSCRIPTION_USES.join(', ')}`,
    ),
    trustWxHeaders: flag('TRUST_WX_HEADERS') ?? false,
    signingKey: read('SIGNING_KEY', parseSeed, ' 32 字节的 base64url（43 个字符）', '32 bytes in base64url (43 characters)'),
    dataKeys: read(
      'DATA_KEY',
      parseDataKeys,
      ' 32 字节的 base64url（43 个字符），几个之间用逗号隔开',
      '32 bytes in base64url (43 characters), several separated by commas',
    ),
    demo: flag('DEMO'),
    logLevel: read('LOG_LEVEL', parseLevel, `以下之一：${LOG_LEVELS.join('、')}`, `one of ${LOG_LEVELS.join(', ')}`),
  }
  if (problems.length > 0)
    throw new StartError(
      'settings',
      `环境变量有误：${problems.map((problem) => problem.zh).join('；')}。`,
      `The environment variables are not right: ${problems.map((problem) => problem.en).join('; ')}.`,
    )
  return settings
}

function parseFlag(value: string): boolean | null {
  return value === '1' ? true : value === '0' ? false : null
}

function parseSeed(value: string): Buffer | null {
  return parseBytes(value, SEED_BYTES)
}

function parseDataKeys(value: string): Buffer[] | null {
  const keys = value.split(',').map((key) => parseBytes(key.trim(), DATA_KEY_BYTES))
  return keys.every((key) => key !== null) ? keys : null
}

/** So many bytes of base64url, written in the one way there is. */
function parseBytes(value: string, count: number): Buffer | null {
  const bytes = Buffer.from(value, 'base64url')
  return bytes.length === count && bytes.toString('base64url') === value ? bytes : null
}

const TEMPLATE = /^([a-z]+)=([\w-]{20,64}):(thing\d{1,2}),(time\d{1,2}),(thing\d{1,2})$/

/** Each use once, each with the three fields that a template of ours has. */
function parseTemplates(value: string): Templates | null {
  const parts = value.split(';').map((part) => part.trim())
  const templates: Templates = {}
  for (const part of parts.filter(Boolean)) {
    const [, name, id, subject, when, note] = TEMPLATE.exec(part) ?? []
    const use = SUBSCRIPTION_USES.find((one) => one === name)
    if (!use || templates[use] || subject === note) return null
    templates[use] = { id, subject, when, note } as Template
  }
  return Object.keys(templates).length > 0 ? templates : null
}

function parsePort(value: string): number | null {
  const port = Number(value)
  return /^\d{1,5}$/.test(value) && port >= 1 && port <= 65_535 ? port : null
}

function parseOrigin(value: string): string | null {
  const url = parseUrl(value)
  const plain = url && !url.username && !url.search && !url.hash && url.pathname === '/'
  return plain && (url.protocol === 'https:' || url.protocol === 'http:') ? url.origin : null
}

function parseDatabaseUrl(value: string): string | null {
  return /^postgres(ql)?:\/\/./.test(value) && parseUrl(value.replace(/@\//, '@localhost/')) ? value : null
}

function parseUrl(value: string): URL | null {
  try {
    return new URL(value)
  } catch {
    return null
  }
}

function parseLevel(value: string): LogLevel | null {
  return LOG_LEVELS.find((level) => level === value) ?? null
}
