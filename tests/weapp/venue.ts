import { createLog } from '@cloud/hosts/log'
import { startNodeHost, type NodeHost } from '@cloud/hosts/node'
import { createWechatLogin, type WechatLogin } from '@cloud/services/wechat/login'
import type { Purpose } from '@core/contract/attendance'
import { HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { startFakeWechat, type FakeWechat } from '../fakes/wechat'
import { World, type WorldEvent } from '../fakes/world'
import { Phone } from './phone'

const APP = { appid: 'wx0000000000000000', secret: 'secret-of-the-tests' }

/** What a screen's link begins with, as in `World`. */
const PUBLIC_URL = 'https://qn.example'

/** The real host over the small world, WeChat's log-in played beside it, and phones that reach both. */
export class Venue {
  private constructor(
    readonly world: World,
    readonly host: NodeHost,
    readonly wechat: FakeWechat,
    /** What the operator would read in the log of the log-in. */
    readonly faults: unknown[],
  ) {}

  static async open(): Promise<Venue> {
    let login: WechatLogin | null = null
    const world = await World.open({ openidForCode: (code) => login!.openidForCode(code) })
    const faults: unknown[] = []
    const wechat = await startFakeWechat(APP, () => world.now)
    login = createWechatLogin({ ...APP, api: wechat.url, retryAfterMs: 1 }, (fault) => void faults.push(fault))
    const host = await startNodeHost({
      dispatch: world.dispatch,
      port: 0,
      address: '127.0.0.1',
      publicUrl: PUBLIC_URL,
      webRoot: null,
      log: createLog('silent'),
      health: () => Promise.resolve(true),
      trustWxHeaders: false,
    })
    return new Venue(world, host, wechat, faults)
  }

  async close(): Promise<void> {
    await this.host.close()
    await this.wechat.close()
    await this.world.close()
  }

  /** A phone with this person's WeChat on it; its clock goes as the world's. */
  phone(openid: string): Phone {
    return new Phone({
      server: this.host.url,
      cloud: (_name, envelope, caller) => this.world.dispatch({ envelope, openid: caller, address: null, requestId: 'cloud' }),
      wechat: this.wechat,
      openid,
      now: () => this.world.now,
    })
  }

  /** The link in the code that the event's screen shows now. */
  async link(event: WorldEvent, purpose: Purpose = 'sign_in'): Promise<string> {
    return `${PUBLIC_URL}/q/${await this.world.codeAt(event, this.world.now, purpose)}`
  }

  /** An event that begins in `inMs` and takes two hours; unless said otherwise people may sign in now. */
  publish(more: Parameters<World['publish']>[0] = {}, inMs = 20 * MINUTE_MS): Promise<WorldEvent> {
    const startsAt = this.world.now + inMs
    return this.world.publish({ startsAt, endsAt: startsAt + 2 * HOUR_MS, ...more })
  }

  /** The person behind an openid. @throws Error before the first log-in. */
  async personOf(openid: string): Promise<string> {
    const { kysely } = this.world.database
    const row = await kysely.selectFrom('identity').select('person_id').where('subject', '=', openid).executeTakeFirstOrThrow()
    return row.person_id
  }

  /** Gives whoever has logged in with this openid the work of an officer in the east. */
  async makeOfficer(openid: string): Promise<void> {
    const id = await this.personOf(openid)
    await this.world.grant({ id, name: '', token: '', device: '' }, 'officer', this.world.org.east)
  }

  /** What the database holds of an event: who is signed in, and every scan that arrived. */
  async presence({ id }: WorldEvent) {
    const { kysely } = this.world.database
    const attendance = await kysely.selectFrom('attendance').selectAll().where('event_id', '=', id).execute()
    const scans = await kysely.selectFrom('scan').selectAll().where('event_id', '=', id).execute()
    return { attendance, scans }
  }
}
