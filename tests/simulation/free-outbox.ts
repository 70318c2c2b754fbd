import type { ScanOutcome } from '@core/contract/attendance'
import type { Answer } from '@core/contract/envelope'
import { AppError } from '@core/contract/errors'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { createOutbox, type Outbox } from '@/sync/delivery'
import type { OutboxParts, Posting } from '@/sync/parts'
import { readRecords, type OutboxRecord } from '@/sync/record'
import { refusal } from '@cloud/dispatch'
import type { CallEnvelope } from '@/platform/call/types'
import type { Chance } from './chance'
import type { TownTables } from './checks/tables'
import { CLIENTS, type Client, type FreeHistory, type FreePlan } from './free-history'
import { HOSTS } from './free-hosts'
import type { PlannedEvent } from './plan'
import { toldAnswer } from './server'
import type { TownEvent } from './town'

/** A phone's back-off passes so much faster than on a wall. */
const HASTE = 1_000
const LOSS = 0.25
const DUPLICATES = 0.12
/** How long a phone waits for an answer, really. */
const TIMEOUT_MS = 40
const LONGEST_DELAY_MS = 8
const CLOCK_SKEW_MS = 90_000
const POISONED = 0.08
/** A queue that has not drained by then will not. */
const DRAIN_MS = 30_000

/** Many phones, some people with two; a few events that go on for hours. */
export function planFreeOutbox(chance: Chance): FreePlan {
  const people = chance.between(CLIENTS / 2, CLIENTS)
  const enrolled = Array.from({ length: people }, (_, index) => index + 1)
  const event: PlannedEvent = { startsIn: 0, endsIn: 3 * HOUR_MS, places: null, enrolled, givesHours: true, creditHundredths: 0 }
  return { people: people + 1, events: Array.from({ length: chance.between(2, 4) }, () => event) }
}

/** Everybody scans while the network loses and doubles; then it is calm, and every queue must drain. */
export async function playFreeOutbox(history: FreeHistory, streams: (stream: string) => Chance): Promise<readonly FreePhone[]> {
  const { people } = history.town
  const network = new LossyNetwork(history)
  const phones = Array.from({ length: CLIENTS }, (_, index) => {
    const chance = streams(`phone ${index}`)
    return new FreePhone(history.client(index, people[1 + (index % (people.length - 1))]!, chance), history, network)
  })
  await Promise.all(phones.map((phone) => phone.outbox.start()))
  await Promise.all(phones.map((phone) => livePhone(phone, history)))
  network.calm = true
  for (const phone of phones) phone.setOnline(true)
  await Promise.all(phones.map((phone) => phone.drain()))
  for (const phone of phones) phone.outbox.stop()
  await network.quiet()
  return phones
}

/** What is on no phone any more and not at the server either, or there twice, or under another name. */
export function checkFreeRecords({ witness }: FreeHistory, phones: readonly FreePhone[], tables: TownTables): string[] {
  const onPhone = new Map(phones.flatMap((phone) => phone.records().map((record) => [record.title, record] as const)))
  return [...witness.kept.values()].flatMap((made) => {
    const owners = tables.scans.filter((scan) => made.nonces.has(scan.nonce)).map((scan) => scan.personId)
    const state = onPhone.get(made.title)?.state ?? 'gone'
    const told = `${made.title} of ${made.owner} on ${made.phone}`
    if (made.poisoned) return state === 'aside' && owners.length === 0 ? [] : [`${told} always fails, and is ${state}`]
    const violations = owners.filter((owner) => owner !== made.owner).map((owner) => `${told} was taken under the name of ${owner}`)
    if (owners.length !== 1) violations.push(`${told} was taken ${owners.length} times`)
    if (state === 'waiting') violations.push(`${told} still waits`)
    return violations
  })
}

/** Scans now and then, on line or not. */
async function livePhone(phone: FreePhone, history: FreeHistory): Promise<void> {
  const { chance } = phone.client
  for (let turn = chance.between(3, 8); turn > 0; turn -= 1) {
    if (chance.happens(0.2)) phone.setOnline(!phone.online)
    phone.scan(chance.pick(history.town.events))
    await passing(chance.below(15))
  }
}

/** Between phones and hosts: a quarter is lost each way, some of it comes twice. */
class LossyNetwork {
  /** Nothing is lost while it is calm. */
  calm = false
  readonly poisoned = new Set<string>()
  private readonly underWay = new Set<Promise<void>>()

  constructor(private readonly history: FreeHistory) {}

  /** One send. Throws AppError timeout. */
  send(client: Client, envelope: CallEnvelope): Promise<Answer<unknown>> {
    const { chance } = client
    const askedAt = this.history.witness.tick()
    const copies = !this.calm && chance.happens(DUPLICATES) ? 2 : 1
    return new Promise((resolve, reject) => {
      const who = `${client.name.padEnd(9)} ${client.person!.id}`
      const told = (came: string) =>
        this.history.tell(askedAt, `–${this.history.witness.tick()}  ${who}: ${envelope.name} ${envelope.nonce} → ${came}`)
      let timer: NodeJS.Timeout | null = null
      let settled = false
      const settle = (answer: Answer<unknown> | null) => {
        if (settled) return
        settled = true
        if (timer) clearTimeout(timer)
        told(answer ? toldAnswer(answer) : 'nothing heard')
        if (answer) resolve(answer)
        else reject(new AppError('timeout'))
      }
      if (!this.calm) timer = setTimeout(() => settle(null), TIMEOUT_MS)
      for (let copy = 0; copy < copies; copy += 1) this.carry(chance, envelope, settle)
    })
  }

  /** Waits for what is still on its way. */
  async quiet(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay)
  }

  private carry(chance: Chance, envelope: CallEnvelope, settle: (answer: Answer<unknown>) => void): void {
    const lost = () => !this.calm && chance.happens(LOSS)
    if (lost()) return
    const answerIsLost = lost()
    const host = chance.below(HOSTS)
    const delay = chance.below(LONGEST_DELAY_MS)
    const carried = passing(delay).then(async () => {
      const fails = this.poisoned.has(envelope.nonce ?? '')
      const answer = fails ? refusal('server_error', {}, 'poisoned') : await this.history.deliver(host, envelope)
      if (!answerIsLost) settle(answer)
    })
    const done = carried.finally(() => this.underWay.delete(done))
    this.underWay.add(done)
  }
}

/** A phone with the real outbox: a disk, a clock that is wrong and in haste, and a network that comes and goes. */
export class FreePhone {
  online = true
  readonly outbox: Outbox
  private disk = '[]'
  private poisoning = false
  private readonly born = performance.now()
  private readonly skew: number
  private readonly listeners = new Set<(online: boolean) => void>()
  private shown: () => void = () => undefined

  constructor(
    readonly client: Client,
    private readonly history: FreeHistory,
    private readonly network: LossyNetwork,
  ) {
    this.skew = client.chance.between(-CLOCK_SKEW_MS, CLOCK_SKEW_MS)
    this.outbox = createOutbox(this.parts(), (records) => {
      history.witness.saw(records)
      this.shown()
    })
  }

  records(): OutboxRecord[] {
    return readRecords(JSON.parse(this.disk))
  }

  setOnline(online: boolean): void {
    this.online = online
    for (const listener of this.listeners) listener(online)
  }

  /** Keeps a scan of what the venue's screen shows; the outbox sends it. */
  scan(event: TownEvent): void {
    const { chance, name, person } = this.client
    const purpose = chance.happens(0.7) ? 'sign_in' : 'sign_out'
    const code = codeFor(event.secret, purpose, event, stepOf(this.history.now - chance.below(30) * 10_000))
    this.poisoning = chance.happens(POISONED)
    const about = { procedure: 'attendance.scan' as const, owner: person!.id, phone: name, eventId: event.id, poisoned: this.poisoning }
    const title = this.history.witness.draft(about)
    this.outbox.keep({ procedure: 'attendance.scan', input: { code, delivery: 'stored' }, subject: `event:${event.code}`, title })
    this.poisoning = false
    void this.outbox.deliver()
  }

  /** Waits until nothing waits any more; blames the outbox where that does not come. */
  async drain(): Promise<void> {
    let giveUp: NodeJS.Timeout | undefined
    const tooLate = new Promise<void>((resolve) => {
      giveUp = setTimeout(() => {
        this.history.witness.blame(`the queue of ${this.client.name} does not drain although the network is up`)
        resolve()
      }, DRAIN_MS)
    })
    const drained = new Promise<void>((resolve) => {
      this.shown = () => {
        if (this.records().every((record) => record.state !== 'waiting')) resolve()
      }
    })
    this.shown()
    await Promise.race([drained, tooLate])
    clearTimeout(giveUp)
  }

  private parts(): OutboxParts {
    const { client, network } = this
    const { chance } = client
    return {
      storage: { read: () => this.records(), write: (records) => void (this.disk = JSON.stringify(records)) },
      clock: {
        now: () => this.history.now + this.skew + Math.round((performance.now() - this.born) * HASTE),
        after: (ms, run) => {
          const timer = setTimeout(run, ms / HASTE)
          return () => clearTimeout(timer)
        },
      },
      sender: { person: () => client.person!.id, send: (posting) => this.post(posting) },
      random: {
        nonce: () => {
          const nonce = chance.bytes(16).toString('base64url')
          if (this.poisoning) network.poisoned.add(nonce)
          return nonce
        },
        fraction: () => chance.fraction(),
      },
      network: {
        online: () => this.online,
        onChange: (listener) => {
          this.listeners.add(listener)
          return () => this.listeners.delete(listener)
        },
      },
      commit: this.history.guards.commit,
    }
  }

  private async post({ procedure, input, nonce }: Posting) {
    if (!this.online) throw new AppError('offline')
    const all = this.records()
    const record = all.find((other) => other.nonce === nonce)
    if (record) this.history.witness.sends(record, all)
    const { device, person } = this.client
    const answer = await this.network.send(this.client, { name: procedure, input, nonce, device, token: person!.token })
    if (!answer.ok) throw new AppError(answer.code, answer.params)
    return { answer: answer.data, open: (answer.data as ScanOutcome).outcome === 'ticket' }
  }
}

function passing(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
