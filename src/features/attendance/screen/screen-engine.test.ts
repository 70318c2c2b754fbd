import type { Screen, ScreenState } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import { parseScan, stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { fromBase64url, toBase64url } from '@core/rules/shared/bytes'
import { runScreen, type KeptScreen, type ScreenFace } from './screen-engine'

const NOON = 1_795_000_003_000
const SECRET = toBase64url(new Uint8Array(32).fill(9))

/** A device, a server and the network between them, moved by hand. `wrong` is what the device's wall clock is off by. */
class _Venue {
  now = NOON
  loadedAt = NOON
  wrong = 0
  connected = true
  /** The server takes what is sent and never answers. */
  hangs = false
  refusal: AppError | null = null
  kept: unknown = null
  asked: string[] = []
  full = false
  room: Partial<ScreenState> = {}
  faces: ScreenFace[] = []
  private ticks: (() => void)[] = []
  private listeners: ((online: boolean) => void)[] = []

  screen(): Screen {
    const endsAt = NOON + 2 * HOUR_MS
    return {
      eventId: '0190a000-0000-7000-8000-000000000001',
      eventCode: '0123456789',
      title: '社区旧物改造工作坊',
      homeName: '东关青年之家',
      startsAt: NOON - HOUR_MS,
      endsAt,
      signInOpensAt: 0,
      signInClosesAt: endsAt,
      signOut: true,
      signOutClosesAt: endsAt + HOUR_MS,
      secret: SECRET,
      publicUrl: 'https://youth.example.cn',
      now: this.now,
    }
  }

  open(chosen: 'sign_in' | 'sign_out' | null = null) {
    this.loadedAt = this.now
    this.ticks = []
    this.listeners = []
    return runScreen(
      {
        open: () => this.answer('open', () => this.screen()),
        state: () =>
          this.answer('state', () => ({
            enrolledCount: 25,
            arrivedCount: 18,
            leftCount: 0,
            arrivals: [],
            status: 'published',
            now: this.now,
            ...this.room,
          })),
        read: () => ({ wall: this.now + this.wrong, monotonic: this.now - this.loadedAt }),
        every: (_ms, tick) => {
          this.ticks.push(tick)
          return () => (this.ticks = [])
        },
        onNetworkChange: (listener) => {
          this.listeners.push(listener)
          return () => (this.listeners = [])
        },
        kept: () => this.kept,
        keep: (kept) => {
          if (this.full) throw new Error('storage_full')
          this.kept = kept && (JSON.parse(JSON.stringify(kept)) as KeptScreen)
        },
      },
      chosen,
      (face) => this.faces.push(face),
    )
  }

  private answer<T>(name: string, make: () => T): Promise<T> {
    this.asked.push(name)
    if (this.hangs) return new Promise(() => undefined)
    if (!this.connected) return Promise.reject(new AppError('offline'))
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve(make())
  }

  async pass(ms: number) {
    for (let left = ms; left > 0; left -= 200) {
      this.now += Math.min(200, left)
      for (const tick of [...this.ticks]) tick()
      await settle()
    }
  }

  network(up: boolean) {
    this.connected = up
    for (const listener of this.listeners) listener(up)
  }

  get face() {
    return this.faces[this.faces.length - 1]!
  }

  /** The face of a screen that shows something. */
  get shown() {
    const { face } = this
    if (face.phase === 'opening' || face.phase === 'refused') throw new Error(`nothing shown: ${face.phase}`)
    return face
  }

  /** Whether what is shown is the code the server takes at this moment. */
  get isRight() {
    const purpose = this.shown.purpose!
    const event = { id: this.screen().eventId, code: this.screen().eventCode }
    return this.shown.link === `https://youth.example.cn/q/${codeFor(fromBase64url(SECRET)!, purpose, event, stepOf(this.now))}`
  }
}

async function settle() {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
}

describe('a venue’s screen', () => {
  it('shows the code of the moment and the counts', async () => {
    const venue = new _Venue()
    venue.open()
    expect(venue.face.phase).toBe('opening')
    await settle()
    expect(venue.isRight).toBe(true)
    expect(parseScan(venue.shown.link)?.purpose).toBe('sign_in')
    expect(venue.shown.room?.arrivedCount).toBe(18)
    expect(venue.shown.online).toBe(true)
  })

  it('turns for an hour with the network cut and the device’s clock an hour wrong', async () => {
    const venue = new _Venue()
    venue.wrong = -HOUR_MS
    venue.open()
    await settle()
    venue.network(false)
    for (let minute = 0; minute < 60; minute += 1) {
      await venue.pass(MINUTE_MS)
      expect(venue.isRight).toBe(true)
    }
    expect(venue.shown.online).toBe(false)
    expect(venue.shown.uncalibrated).toBe(false)
  })

  it('shows codes again after a reload without a network, and says that its time is not calibrated', async () => {
    const venue = new _Venue()
    venue.wrong = HOUR_MS
    venue.open().stop()
    await settle()
    venue.connected = false
    await venue.pass(5 * MINUTE_MS)
    venue.open()
    await settle()
    expect(venue.isRight).toBe(true)
    expect(venue.shown.uncalibrated).toBe(true)
    expect(venue.shown.room).toBeNull()
  })

  it('calibrates itself as soon as the network is back', async () => {
    const venue = new _Venue()
    venue.open().stop()
    await settle()
    venue.connected = false
    venue.wrong = 25 * MINUTE_MS
    venue.open()
    await settle()
    expect(venue.isRight).toBe(false)
    venue.network(true)
    await settle()
    expect(venue.isRight).toBe(true)
    expect(venue.shown.uncalibrated).toBe(false)
    expect(venue.shown.online).toBe(true)
  })

  it('does not fall back on what it kept while the server may still answer, but not for longer than two seconds', async () => {
    const venue = new _Venue()
    venue.open().stop()
    await settle()
    venue.open()
    expect(venue.face.phase).toBe('opening')
    venue.hangs = true
    venue.open()
    await venue.pass(1_900)
    expect(venue.face.phase).toBe('opening')
    await venue.pass(400)
    expect(venue.face.phase).toBe('turning')
  })

  it('asks less and less often while the server does not answer', async () => {
    const venue = new _Venue()
    venue.open()
    await settle()
    venue.connected = false
    venue.asked = []
    await venue.pass(10 * MINUTE_MS)
    expect(venue.asked.length).toBeGreaterThan(15)
    expect(venue.asked.length).toBeLessThan(26)
  })

  it('turns to sign-out by itself a quarter of an hour before the end, and closes after it', async () => {
    const venue = new _Venue()
    venue.open()
    await settle()
    venue.now = venue.screen().endsAt - 15 * MINUTE_MS
    await venue.pass(200)
    expect(venue.shown.purpose).toBe('sign_out')
    expect(venue.isRight).toBe(true)
    venue.now = venue.screen().signOutClosesAt
    await venue.pass(200)
    expect(venue.face.phase).toBe('over')
    expect(venue.shown.link).toBe('')
    expect(venue.kept).toBeNull()
  })

  it('shows what was chosen by hand', async () => {
    const venue = new _Venue()
    const engine = venue.open('sign_out')
    await settle()
    expect(venue.shown.purpose).toBe('sign_out')
    engine.choose('sign_in')
    expect(venue.shown.purpose).toBe('sign_in')
    expect(venue.isRight).toBe(true)
  })

  it('stops turning when the event is cancelled', async () => {
    const venue = new _Venue()
    venue.open()
    await settle()
    venue.room = { status: 'cancelled' }
    await venue.pass(4_000)
    expect(venue.face.phase).toBe('over')
    expect(venue.kept).toBeNull()
  })

  it('forgets the secret when it is refused, whatever it kept', async () => {
    const venue = new _Venue()
    venue.open().stop()
    await settle()
    expect(venue.kept).not.toBeNull()
    venue.refusal = new AppError('screen_pass_expired')
    venue.open()
    await settle()
    expect(venue.face).toMatchObject({ phase: 'refused', error: { code: 'screen_pass_expired' } })
    expect(venue.kept).toBeNull()
  })

  it('opens by itself once the network comes, where nothing was kept', async () => {
    const venue = new _Venue()
    venue.connected = false
    venue.open()
    await settle()
    expect(venue.face).toMatchObject({ phase: 'refused', error: { code: 'offline' } })
    venue.connected = true
    await venue.pass(3_200)
    expect(venue.face.phase).toBe('turning')
  })

  it('turns although nothing can be kept, and does not choke on what others have left', async () => {
    const venue = new _Venue()
    venue.full = true
    venue.kept = { version: 0, screen: 'nonsense' }
    venue.open()
    await settle()
    await venue.pass(1_000)
    expect(venue.isRight).toBe(true)
  })

  it('keeps a reloaded screen’s secret while only a doubtful clock says that the event is over', async () => {
    const venue = new _Venue()
    venue.open().stop()
    await settle()
    venue.connected = false
    venue.wrong = 9 * HOUR_MS
    venue.open()
    await settle()
    await venue.pass(1_000)
    expect(venue.face.phase).toBe('over')
    expect(venue.kept).not.toBeNull()
  })
})
