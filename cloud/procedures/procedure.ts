import type { Instant } from '@core/contract/common'
import type { OutputOf, ParsedOf, ProcedureName, Procedures } from '@core/contract/procedures'
import type { ContentCheck } from '@cloud/services/content'
import type { Ids } from '@cloud/services/ids'
import type { Secrecy } from '@cloud/services/secrecy'
import type { Signing } from '@cloud/services/signing'
import type { Templates } from '@cloud/services/subscriptions'
import type { Person } from '@cloud/store/people'
import type { Store, Tables } from '@cloud/store/store'
import type { RunScan } from './attendance/scan-batch'
import type { InTurn } from '@cloud/services/turns'
import type { AskedPlace } from './events/enroll-turns'
import type { SlotAsked } from './sessions/book-turns'

/** The world outside, as procedures may use it. */
export interface Services {
  ids: Ids
  /** What links begin with, without a slash at the end. */
  publicUrl: string
  /** Whether this installation is a demonstration: people may be chosen instead of logging in. */
  demo: boolean
  /** The openid of a `wx.login` code. Throws AppError login_failed | login_busy | login_blocked | login_unavailable. */
  openidForCode(code: string): Promise<string>
  /** Looks at what is to be published. */
  checkContent: ContentCheck
  /** The platform's templates for messages to those who allow them. */
  templates: Templates
  /** Signs passes and cards, and checks them. */
  signing: Signing
  /** Seals what people write in confidence, and opens it. */
  secrecy: Secrecy
  /** Records a scan; scans that arrive together share a commit. */
  runScan: RunScan
  /** A rush for the places of one event, or the slots of one session, stands in line. */
  inTurn: { enroll: InTurn<AskedPlace>; book: InTurn<SlotAsked> }
}

type PersonFor<N extends ProcedureName> = Procedures[N]['who'] extends 'anyone' ? Person | null : Person

/** What a procedure gets: parsed input, an identified and authorized caller, and the time. */
export interface Call<N extends ProcedureName> {
  input: ParsedOf<N>
  person: PersonFor<N>
  /** The organisation in whose name an officer acts; null where no role was asked for. */
  actingOrgId: string | null
  /** The phone's own number; null where it sent none. */
  device: string | null
  /** 128 bits, base64url; always there for records and requests. */
  nonce: string
  /** The hash of the log-in token, for logging out. */
  tokenHash: string | null
  /** The openid the platform vouches for (cloud host only). */
  openid: string | null
  now: Instant
  /** Records and requests: one transaction, committed with the command. Queries: the plain connection. */
  store: Tables
  /** For what brings its own transactions. */
  root: Store
  services: Services
}

export type Handler<N extends ProcedureName> = (call: Call<N>) => Promise<OutputOf<N>>

/** Runs a command's transaction, or refuses it before. */
export type Around<N extends ProcedureName> = (call: Call<N>, transaction: () => Promise<unknown>) => Promise<unknown>

export interface NamedHandler<N extends ProcedureName = ProcedureName> {
  name: N
  run: Handler<N>
  /** What stands around its transaction: it may let it wait, or refuse it before it begins. The nonce decides all the same. */
  around?: Around<N>
}

/** A procedure: load, decide, save, present. Its name is the path of its file. */
export function procedure<N extends ProcedureName>(name: N, run: Handler<N>, more: Pick<NamedHandler<N>, 'around'> = {}): NamedHandler<N> {
  return { name, run, ...more }
}
