import { AppError } from '@core/contract/errors'
import { FakePhone, scanOf, settled } from './_outbox-fakes'
import { createOutbox, SERVER_FAILURES } from './delivery'
import { RECORD_VERSION } from './record'
import type { OutboxRecord } from './record'

function phoneOf(person: string | null = 'xiaoyu'): FakePhone {
  const phone = new FakePhone()
  phone.person = person
  return phone
}

const onDisk = (phone: FakePhone) => JSON.parse(phone.disk) as OutboxRecord[]

describe('keeping', () => {
  it('has a record on the disk before anybody sees it', () => {
    const phone = phoneOf()
    const seen: number[] = []
    const outbox = createOutbox(phone.parts(), (records) => {
      if (records.length > 0) seen.push(onDisk(phone).length)
    })
    phone.online = false
    outbox.keep(scanOf('a'))
    expect(seen).toEqual([1])
  })

  it('shows nothing that the disk would not take', () => {
    const phone = phoneOf()
    const outbox = createOutbox(phone.parts())
    phone.full = true
    expect(() => outbox.keep(scanOf('a'))).toThrow('storage_full')
    expect(outbox.records()).toEqual([])
  })

  it('does not overwrite what another tab of the browser has kept meanwhile', () => {
    const phone = phoneOf()
    phone.online = false
    const one = createOutbox(phone.parts())
    const other = createOutbox(phone.parts())
    void one.start()
    one.keep(scanOf('a'))
    other.keep({ ...scanOf('b') })
    expect(onDisk(phone).map((record) => record.subject)).toEqual(['event:a', 'event:b'])
  })

  it('keeps a record of a newer version of the app and does not send it', async () => {
    const phone = phoneOf()
    const outbox = createOutbox(phone.parts())
    outbox.keep(scanOf('a'))
    phone.disk = JSON.stringify(onDisk(phone).map((record) => ({ ...record, version: RECORD_VERSION + 1 })))
    await createOutbox(phone.parts()).start()
    expect(phone.server.sends).toEqual([])
    expect(onDisk(phone)).toHaveLength(1)
  })
})

describe('delivering', () => {
  it('delivers what was saved without a network as soon as it is back, also after the app was closed', async () => {
    const phone = phoneOf()
    phone.online = false
    const before = createOutbox(phone.parts())
    expect(await before.sendNow(scanOf('a'))).toMatchObject({ state: 'saved' })
    before.stop()
    phone.killApp()
    const outbox = createOutbox(phone.parts())
    await outbox.start()
    expect(phone.server.sends).toEqual([])
    phone.setOnline(true)
    await settled()
    expect(phone.server.countOf('a')).toBe(1)
    expect(outbox.records()[0]).toMatchObject({ state: 'delivered', answer: { took: 'a' } })
  })

  it('asks again with the same nonce when the answer was lost, and so is done once', async () => {
    const phone = phoneOf()
    phone.weather = () => (phone.server.sends.length === 0 ? 'lost_answer' : 'fine')
    const outbox = createOutbox(phone.parts())
    expect(await outbox.sendNow(scanOf('a'))).toMatchObject({ state: 'saved' })
    await phone.pass(10_000)
    expect(phone.server.sends).toHaveLength(2)
    expect(phone.server.countOf('a')).toBe(1)
    expect(outbox.records()[0]?.state).toBe('delivered')
  })

  it('sends each record once when two deliveries are asked for at the same time', async () => {
    const phone = phoneOf()
    phone.online = false
    const outbox = createOutbox(phone.parts())
    for (const event of ['a', 'b', 'c']) outbox.keep(scanOf(event))
    phone.online = true
    await Promise.all([outbox.deliver(), outbox.deliver(), outbox.wake()])
    expect(phone.server.sends).toHaveLength(3)
  })

  it('keeps the order within one event', async () => {
    const phone = phoneOf()
    phone.online = false
    const outbox = createOutbox(phone.parts())
    outbox.keep(scanOf('a', 'in'))
    outbox.keep(scanOf('a', 'out'))
    phone.online = true
    await outbox.deliver()
    expect(phone.server.sends.map(({ posting }) => (posting.input as { code: string }).code)).toEqual(['in', 'out'])
  })

  it('does not send the second of an event while the first is unheard', async () => {
    const phone = phoneOf()
    phone.weather = () => 'lost_request'
    const outbox = createOutbox(phone.parts())
    outbox.keep(scanOf('a', 'in'))
    outbox.keep(scanOf('a', 'out'))
    await outbox.deliver()
    phone.weather = () => 'fine'
    await phone.pass(20_000)
    expect([...phone.server.accepted.values()].map(({ posting }) => (posting.input as { code: string }).code)).toEqual(['in', 'out'])
  })

  it('sends what a live try sends first, and the stored form after', async () => {
    const phone = phoneOf()
    phone.weather = () => (phone.server.sends.length === 0 ? 'lost_answer' : 'fine')
    const outbox = createOutbox(phone.parts())
    await outbox.sendNow(scanOf('a'), { code: 'a', delivery: 'live' })
    await phone.pass(10_000)
    expect(phone.server.sends.map(({ posting }) => (posting.input as { delivery: string }).delivery)).toEqual(['live', 'stored'])
    expect(new Set(phone.server.sends.map(({ posting }) => posting.nonce)).size).toBe(1)
  })

  it('waits longer from try to try, and not at all once the network is back', async () => {
    const phone = phoneOf()
    let tries = 0
    phone.weather = () => {
      tries += 1
      return 'lost_request'
    }
    const outbox = createOutbox(phone.parts())
    void outbox.start()
    await outbox.sendNow(scanOf('a'))
    await phone.pass(60_000)
    expect(tries).toBeGreaterThan(3)
    expect(tries).toBeLessThan(8)
    phone.weather = () => 'fine'
    phone.setOnline(true)
    await settled()
    expect(phone.server.countOf('a')).toBe(1)
  })

  it('keeps the last twenty delivered records for show, and no more', async () => {
    const phone = phoneOf()
    const outbox = createOutbox(phone.parts())
    for (let index = 0; index < 25; index += 1) {
      await outbox.sendNow(scanOf(`event-${index}`))
      phone.time += 1_000
    }
    expect(outbox.records().map((record) => record.subject)).toEqual(Array.from({ length: 20 }, (_, index) => `event:event-${index + 5}`))
  })
})

describe('what cannot be delivered', () => {
  it('sets a refusal aside and goes on with the subject', async () => {
    const phone = phoneOf()
    phone.online = false
    phone.server.refusals.set('old', 'code_invalid')
    const outbox = createOutbox(phone.parts())
    outbox.keep(scanOf('a', 'old'))
    outbox.keep(scanOf('a', 'new'))
    phone.online = true
    await outbox.deliver()
    expect(outbox.records().map(({ state, lastErrorCode }) => [state, lastErrorCode])).toEqual([
      ['aside', 'code_invalid'],
      ['delivered', null],
    ])
  })

  it('sets a record aside on which the server itself fails eight times, and the ones after it go on', async () => {
    const phone = phoneOf()
    phone.server.poisoned.add('bad')
    phone.online = false
    const outbox = createOutbox(phone.parts())
    outbox.keep(scanOf('a', 'bad'))
    outbox.keep(scanOf('a', 'good'))
    phone.online = true
    await outbox.deliver()
    expect(phone.server.countOf('good')).toBe(0)
    await phone.pass(3_600_000)
    const tries = phone.server.sends.filter(({ posting }) => (posting.input as { code: string }).code === 'bad')
    expect(tries).toHaveLength(SERVER_FAILURES)
    expect(outbox.records()[0]).toMatchObject({ state: 'aside', lastErrorCode: 'server_error' })
    expect(phone.server.countOf('good')).toBe(1)
  })

  it('does not make a person wait for the back-off when they ask, and does make the phone wait by itself', async () => {
    const phone = phoneOf()
    phone.weather = () => 'broken_server'
    const outbox = createOutbox(phone.parts())
    await outbox.sendNow(scanOf('a', 'in'))
    phone.weather = () => 'fine'
    await outbox.wake()
    expect(phone.server.sends).toEqual([])
    await outbox.hurry()
    expect(phone.server.countOf('in')).toBe(1)

    phone.weather = () => 'broken_server'
    await outbox.sendNow(scanOf('a', 'again'))
    phone.weather = () => 'fine'
    expect(await outbox.sendNow(scanOf('a', 'out'))).toMatchObject({ state: 'delivered' })
    expect(phone.server.countOf('again')).toBe(1)
  })

  it('never counts a missing network against a record', async () => {
    const phone = phoneOf()
    phone.weather = () => 'lost_request'
    const outbox = createOutbox(phone.parts())
    await outbox.sendNow(scanOf('a'))
    await phone.pass(24 * 3_600_000)
    expect(outbox.records()[0]?.state).toBe('waiting')
  })

  it('delays no other subject, even while a send hangs', async () => {
    const phone = phoneOf()
    const parts = phone.parts()
    const hanging = parts.sender.send
    parts.sender.send = (posting) => ((posting.input as { code: string }).code === 'bad' ? new Promise(() => undefined) : hanging(posting))
    const outbox = createOutbox(parts)
    outbox.keep(scanOf('a', 'bad'))
    void outbox.deliver()
    await settled()
    expect(await outbox.sendNow(scanOf('b'))).toMatchObject({ state: 'delivered' })
  })

  it('tries a refused record again as a new command, and an unanswered one as the same', async () => {
    const phone = phoneOf()
    phone.server.refusals.set('a', 'not_signed_in')
    const outbox = createOutbox(phone.parts())
    const refused = await outbox.sendNow(scanOf('a'))
    expect(refused).toMatchObject({ state: 'refused', error: { code: 'not_signed_in' } })
    phone.server.refusals.clear()
    outbox.retry(outbox.records()[0]!.nonce)
    await settled()
    expect(phone.server.countOf('a')).toBe(1)
    expect(new Set(phone.server.sends.map(({ posting }) => posting.nonce)).size).toBe(2)

    phone.server.poisoned.add('b')
    await outbox.sendNow(scanOf('b'))
    await phone.pass(3_600_000)
    phone.server.poisoned.clear()
    outbox.retry(outbox.records().find((record) => record.subject === 'event:b')!.nonce)
    await settled()
    const nonces = phone.server.sends
      .filter(({ posting }) => (posting.input as { code: string }).code === 'b')
      .map(({ posting }) => posting.nonce)
    expect(nonces).toHaveLength(SERVER_FAILURES + 1)
    expect(new Set(nonces).size).toBe(1)
  })

  it('says so when the disk is full and no answer came, and still gets through when one does', async () => {
    const phone = phoneOf()
    phone.full = true
    const outbox = createOutbox(phone.parts())
    expect(await outbox.sendNow(scanOf('a'))).toMatchObject({ state: 'delivered', answer: { took: 'a' } })
    phone.weather = () => 'lost_request'
    expect(await outbox.sendNow(scanOf('b'))).toMatchObject({ state: 'unsaved', error: { code: 'timeout' } })
    expect(outbox.records()).toEqual([])
  })

  it('does not ask in a hot loop when the disk will not take the answer', async () => {
    const phone = phoneOf()
    phone.online = false
    const outbox = createOutbox(phone.parts())
    outbox.keep(scanOf('a'))
    phone.online = true
    phone.full = true
    await outbox.deliver()
    await phone.pass(60_000)
    expect(phone.server.sends.length).toBeLessThan(5)
    phone.full = false
    await phone.pass(120_000)
    expect(outbox.records()[0]?.state).toBe('delivered')
    expect(phone.server.countOf('a')).toBe(1)
  })
})

describe('whose records', () => {
  it('never sends a record under another log-in', async () => {
    const phone = phoneOf('xiaoyu')
    phone.online = false
    const outbox = createOutbox(phone.parts())
    await outbox.start()
    outbox.keep(scanOf('a'))
    phone.person = 'laowang'
    phone.setOnline(true)
    await phone.pass(3_600_000)
    expect(phone.server.sends).toEqual([])
    phone.person = 'xiaoyu'
    await outbox.wake()
    expect(phone.server.ownersOf('a')).toEqual(['xiaoyu'])
  })

  it('stops in the middle of a lane when somebody else logs in', async () => {
    const phone = phoneOf('xiaoyu')
    phone.online = false
    const outbox = createOutbox(phone.parts())
    outbox.keep(scanOf('a', 'in'))
    outbox.keep(scanOf('a', 'out'))
    phone.online = true
    const delivering = outbox.deliver()
    await Promise.resolve()
    phone.person = 'laowang'
    await delivering
    expect(phone.server.ownersOf('out')).toEqual([])
  })

  it('sends a scan made before any log-in at once, once, and after that only on a person’s word', async () => {
    const phone = phoneOf(null)
    phone.weather = () => 'lost_request'
    const outbox = createOutbox(phone.parts())
    await outbox.start()
    expect(await outbox.sendNow(scanOf('a'))).toMatchObject({ state: 'saved' })
    phone.weather = () => 'fine'
    await phone.pass(600_000)
    phone.person = 'xiaoyu'
    await outbox.wake()
    expect(phone.server.sends).toEqual([])
    outbox.adopt(outbox.records().map((record) => record.nonce))
    await settled()
    expect(phone.server.ownersOf('a')).toEqual(['xiaoyu'])
  })

  it('adopts under a new nonce, since the server may know the old one as nobody’s', async () => {
    const phone = phoneOf(null)
    phone.weather = () => 'lost_answer'
    const outbox = createOutbox(phone.parts())
    await outbox.sendNow(scanOf('a'))
    phone.weather = () => 'fine'
    phone.person = 'xiaoyu'
    outbox.adopt(outbox.records().map((record) => record.nonce))
    await settled()
    expect(phone.server.ownersOf('a')).toEqual([null, 'xiaoyu'])
    expect(outbox.records()[0]).toMatchObject({ state: 'delivered', person: 'xiaoyu' })
  })

  it('does not let a waiting scan of nobody hold up the next one', async () => {
    const phone = phoneOf(null)
    phone.online = false
    const outbox = createOutbox(phone.parts())
    await outbox.sendNow(scanOf('a', 'first'))
    phone.online = true
    expect(await outbox.sendNow(scanOf('a', 'second'))).toMatchObject({ state: 'delivered' })
    expect(phone.server.countOf('first')).toBe(0)
  })

  it('waits for the log-in when the server no longer knows it', async () => {
    const phone = phoneOf()
    phone.server.refusals.set('a', 'not_logged_in')
    const outbox = createOutbox(phone.parts())
    expect(await outbox.sendNow(scanOf('a'))).toMatchObject({ state: 'saved', error: new AppError('not_logged_in') })
    phone.server.refusals.clear()
    await outbox.wake()
    expect(phone.server.ownersOf('a')).toEqual(['xiaoyu'])
  })
})

it('keeps what the server left open in sight', async () => {
  const phone = phoneOf()
  const parts = phone.parts()
  parts.sender.send = async () => ({ answer: { outcome: 'ticket' }, open: true })
  const outbox = createOutbox(parts)
  expect(await outbox.sendNow(scanOf('a'))).toMatchObject({ state: 'delivered' })
  expect(outbox.records()[0]).toMatchObject({ state: 'aside', lastErrorCode: null, answer: { outcome: 'ticket' } })
})
