import fc from 'fast-check'
import { FakePhone, scanOf, settled } from './_outbox-fakes'
import type { Weather } from './_outbox-fakes'
import { createOutbox } from './delivery'
import type { Outbox } from './delivery'
import type { Draft, OutboxRecord } from './record'

const DAY_MS = 86_400_000

function phoneOf(person: string | null = 'xiaoyu'): FakePhone {
  const phone = new FakePhone()
  phone.person = person
  return phone
}

/** A record with a group photo in its input. */
async function photographed(outbox: Outbox, event: string, bytes = `photo of ${event}`): Promise<Draft> {
  return { ...scanOf(event), attachments: [{ path: 'photo', key: await outbox.keepPicture(bytes) }] }
}

const sentPhotos = (phone: FakePhone) => phone.server.sends.map(({ posting }) => (posting.input as { photo?: string }).photo)
const onDisk = (phone: FakePhone) => JSON.parse(phone.disk) as OutboxRecord[]

describe('a record with a picture', () => {
  it('is sent with the picture in its place, also after the app was closed, and then the picture is gone', async () => {
    const phone = phoneOf()
    phone.online = false
    const before = createOutbox(phone.parts())
    before.keep(await photographed(before, 'a'))
    expect(phone.disk).not.toContain('photo of a')
    before.stop()
    phone.killApp()
    const outbox = createOutbox(phone.parts())
    await outbox.start()
    expect(phone.files.size).toBe(1)
    phone.setOnline(true)
    await settled()
    expect(sentPhotos(phone)).toEqual(['photo of a'])
    expect(outbox.records()).toMatchObject([{ state: 'delivered', attachments: [] }])
    expect(phone.files.size).toBe(0)
  })

  it('goes again with the same picture under the same nonce when the answer was lost', async () => {
    const phone = phoneOf()
    phone.weather = () => (phone.server.sends.length === 0 ? 'lost_answer' : 'fine')
    const outbox = createOutbox(phone.parts())
    await outbox.sendNow(await photographed(outbox, 'a'))
    expect(phone.files.size).toBe(1)
    await phone.pass(10_000)
    expect(sentPhotos(phone)).toEqual(['photo of a', 'photo of a'])
    expect(new Set(phone.server.sends.map(({ posting }) => posting.nonce)).size).toBe(1)
    expect(phone.files.size).toBe(0)
  })

  it('sends its first, live try with the picture too', async () => {
    const phone = phoneOf()
    const outbox = createOutbox(phone.parts())
    await outbox.sendNow(await photographed(outbox, 'a'), { code: 'a', delivery: 'live' })
    expect(phone.server.sends[0]!.posting.input).toEqual({ code: 'a', delivery: 'live', photo: 'photo of a' })
  })

  it('is set aside, and never sent without it, when the picture is gone', async () => {
    const phone = phoneOf()
    phone.online = false
    const outbox = createOutbox(phone.parts())
    outbox.keep(await photographed(outbox, 'a'))
    outbox.keep(scanOf('a', 'next'))
    phone.files.clear()
    phone.online = true
    await outbox.deliver()
    expect(outbox.records()[0]).toMatchObject({ state: 'aside', lastErrorCode: 'attachment_lost' })
    expect(phone.server.countOf('a')).toBe(0)
    expect(phone.server.countOf('next')).toBe(1)
  })

  it('keeps the picture while it waits for a human, and loses it with the record', async () => {
    const phone = phoneOf()
    phone.server.refusals.set('a', 'evidence_needed')
    const outbox = createOutbox(phone.parts())
    await outbox.sendNow(await photographed(outbox, 'a'))
    expect(outbox.records()[0]).toMatchObject({ state: 'aside' })
    expect(phone.files.size).toBe(1)
    phone.server.refusals.clear()
    outbox.retry(outbox.records()[0]!.nonce)
    await settled()
    expect(sentPhotos(phone).at(-1)).toBe('photo of a')

    phone.server.refusals.set('b', 'evidence_needed')
    await outbox.sendNow(await photographed(outbox, 'b'))
    outbox.remove(outbox.records().find((record) => record.subject === 'event:b')!.nonce)
    await settled()
    expect(phone.files.size).toBe(0)
  })

  it('keeps the picture when the server has left something open, which may have to be said again', async () => {
    const phone = phoneOf()
    const parts = phone.parts()
    parts.sender.send = async () => ({ answer: { outcome: 'ticket' }, open: true })
    const outbox = createOutbox(parts)
    await outbox.sendNow(await photographed(outbox, 'a'))
    expect(outbox.records()).toMatchObject([{ state: 'aside', attachments: [{ path: 'photo' }] }])
    expect(phone.files.size).toBe(1)
  })

  it('keeps the picture when the disk will not take the answer, since it will be sent again', async () => {
    const phone = phoneOf()
    phone.online = false
    const outbox = createOutbox(phone.parts())
    outbox.keep(await photographed(outbox, 'a'))
    phone.online = true
    phone.full = true
    await outbox.deliver()
    expect(phone.server.countOf('a')).toBe(1)
    expect(phone.files.size).toBe(1)
    phone.full = false
    await phone.pass(600_000)
    expect(outbox.records()).toMatchObject([{ state: 'delivered' }])
    expect(phone.server.countOf('a')).toBe(1)
  })

  it('is not sent under the log-in of somebody who came while the picture was read', async () => {
    const phone = phoneOf()
    const parts = phone.parts()
    const { read } = parts.files!
    parts.files!.read = async (key) => {
      phone.person = 'laowang'
      return read(key)
    }
    const outbox = createOutbox(parts)
    expect(await outbox.sendNow(await photographed(outbox, 'a'))).toMatchObject({ state: 'saved' })
    expect(phone.server.sends).toEqual([])
    phone.person = 'xiaoyu'
    parts.files!.read = read
    await outbox.wake()
    expect(phone.server.ownersOf('a')).toEqual(['xiaoyu'])
  })

  it('takes the answer that another tab got meanwhile, whose picture is gone with it', async () => {
    const phone = phoneOf()
    phone.online = false
    const parts = phone.parts()
    const { read } = parts.files!
    const outbox = createOutbox(parts)
    const other = createOutbox(phone.parts())
    const { nonce } = outbox.keep(await photographed(outbox, 'a'))
    phone.online = true
    parts.files!.read = async (key) => {
      parts.files!.read = read
      await other.deliver()
      return read(key)
    }
    expect(await outbox.attempt(nonce)).toMatchObject({ state: 'delivered', answer: { took: 'a' } })
    expect(phone.server.sends).toHaveLength(1)
    expect(outbox.records()).toMatchObject([{ state: 'delivered', lastErrorCode: null }])
  })

  it('is not sent any more when its person dismisses it while the picture is read', async () => {
    const phone = phoneOf()
    phone.online = false
    const parts = phone.parts()
    const { read } = parts.files!
    const outbox = createOutbox(parts)
    const { nonce } = outbox.keep(await photographed(outbox, 'a'))
    parts.files!.read = async (key) => {
      const bytes = await read(key)
      outbox.remove(nonce)
      return bytes
    }
    phone.online = true
    await outbox.deliver()
    expect(phone.server.sends).toEqual([])
    expect(outbox.records()).toEqual([])
  })

  it('is left by an app of before there were pictures, and a record without any is not', async () => {
    const phone = phoneOf()
    phone.online = false
    const outbox = createOutbox(phone.parts())
    outbox.keep(await photographed(outbox, 'a'))
    outbox.keep(scanOf('b'))
    expect(onDisk(phone).map(({ version }) => version)).toEqual([2, 1])
  })
})

describe('a phone that is full', () => {
  it('says so before there is a record', async () => {
    const phone = phoneOf()
    const outbox = createOutbox(phone.parts())
    phone.filesFull = true
    await expect(outbox.keepPicture('photo')).rejects.toThrow('storage_full')
  })

  it('still sends a record with its picture when only the records have no room', async () => {
    const phone = phoneOf()
    const outbox = createOutbox(phone.parts())
    const draft = await photographed(outbox, 'a')
    phone.full = true
    expect(await outbox.sendNow(draft)).toMatchObject({ state: 'delivered' })
    expect(sentPhotos(phone)).toEqual(['photo of a'])
    await settled()
    expect(phone.files.size).toBe(0)
  })

  it('does not send what it has no room for under the log-in of somebody who came meanwhile', async () => {
    const phone = phoneOf()
    const parts = phone.parts()
    const { read } = parts.files!
    const outbox = createOutbox(parts)
    const draft = await photographed(outbox, 'a')
    phone.full = true
    parts.files!.read = async (key) => {
      phone.person = 'laowang'
      return read(key)
    }
    expect(await outbox.sendNow(draft)).toMatchObject({ state: 'unsaved', error: { code: 'not_logged_in' } })
    expect(phone.server.sends).toEqual([])
  })

  it('refuses a record whose picture is gone, also when it has no room for it', async () => {
    const phone = phoneOf()
    const outbox = createOutbox(phone.parts())
    const draft = await photographed(outbox, 'a')
    phone.files.clear()
    phone.full = true
    expect(await outbox.sendNow(draft)).toMatchObject({ state: 'refused', error: { code: 'attachment_lost' } })
    expect(phone.server.sends).toEqual([])
  })

  it('keeps the picture of a record that is nowhere yet, so that it can be tried again', async () => {
    const phone = phoneOf()
    const outbox = createOutbox(phone.parts())
    const draft = await photographed(outbox, 'a')
    phone.full = true
    phone.weather = () => 'lost_request'
    expect(await outbox.sendNow(draft)).toMatchObject({ state: 'unsaved' })
    phone.full = false
    phone.weather = () => 'fine'
    expect(await outbox.sendNow(draft)).toMatchObject({ state: 'delivered' })
    expect(sentPhotos(phone)).toEqual(['photo of a'])
  })
})

describe('pictures that no record names', () => {
  it('are forgotten a day later, those of records are not', async () => {
    const phone = phoneOf()
    phone.online = false
    const before = createOutbox(phone.parts())
    before.keep(await photographed(before, 'a'))
    await before.keepPicture('of a form that was never sent')
    phone.killApp()
    phone.time += DAY_MS / 2
    await createOutbox(phone.parts()).start()
    await settled()
    expect(phone.files.size).toBe(2)
    phone.killApp()
    phone.time += DAY_MS
    await createOutbox(phone.parts()).start()
    await settled()
    expect([...phone.files.values()]).toEqual(['photo of a'])
  })

  it('stay while there is a record of a newer version of the app, which may name them otherwise', async () => {
    const phone = phoneOf()
    phone.online = false
    const before = createOutbox(phone.parts())
    before.keep(await photographed(before, 'a'))
    phone.disk = JSON.stringify(onDisk(phone).map((record) => ({ ...record, version: 3, attachments: [] })))
    phone.killApp()
    phone.time += 2 * DAY_MS
    await createOutbox(phone.parts()).start()
    await settled()
    expect(phone.files.size).toBe(1)
  })

  it('go at once when a person takes them back, but not one that a record has', async () => {
    const phone = phoneOf()
    phone.online = false
    const outbox = createOutbox(phone.parts())
    const draft = await photographed(outbox, 'a')
    outbox.keep(draft)
    const other = await outbox.keepPicture('other')
    await outbox.forgetPictures([other, draft.attachments![0]!.key])
    expect([...phone.files.values()]).toEqual(['photo of a'])
  })

  it('are kept for the second of two records when the first has gone', async () => {
    const phone = phoneOf()
    const outbox = createOutbox(phone.parts())
    const draft = await photographed(outbox, 'a')
    phone.online = false
    outbox.keep({ ...scanOf('b'), attachments: draft.attachments })
    phone.online = true
    await outbox.sendNow(draft)
    expect(phone.files.size).toBe(1)
    await outbox.deliver()
    await settled()
    expect(phone.server.countOf('b')).toBe(1)
    expect(phone.files.size).toBe(0)
    expect(sentPhotos(phone)).toEqual(['photo of a', 'photo of a'])
  })
})

/** What happens between two photos. */
type Step =
  | { kind: 'photo'; event: number }
  | { kind: 'weather'; weather: Weather }
  | { kind: 'network'; online: boolean }
  | { kind: 'pass'; hours: number }
  | { kind: 'kill' }

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('photo' as const), event: fc.nat(2) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('weather' as const),
        weather: fc.constantFrom<Weather>('fine', 'lost_request', 'lost_answer', 'broken_server'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('network' as const), online: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), hours: fc.nat(40) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill' as const) }) },
  ),
  { minLength: 1, maxLength: 30 },
)

/** Plays the steps, then lets the sun shine until nothing waits. Answers what the server has, and what is left on the phone. */
async function play(history: readonly Step[]) {
  const phone = phoneOf()
  const kept: string[] = []
  let outbox = createOutbox(phone.parts())
  async function restart() {
    outbox.stop()
    phone.killApp()
    outbox = createOutbox(phone.parts())
    await outbox.start()
  }
  await restart()
  for (const [index, step] of history.entries()) {
    if (step.kind === 'photo') {
      const draft = await photographed(outbox, `event-${step.event}`, `photo ${index}`)
      void outbox.sendNow(draft)
      kept.push(`photo ${index}`)
    }
    if (step.kind === 'weather') phone.weather = () => step.weather
    if (step.kind === 'network') phone.setOnline(step.online)
    if (step.kind === 'pass') await phone.pass(step.hours * 3_600_000)
    if (step.kind === 'kill') await restart()
  }
  phone.weather = () => 'fine'
  phone.setOnline(true)
  await restart()
  for (const record of outbox.records()) if (record.state === 'aside') outbox.retry(record.nonce)
  await phone.pass(DAY_MS)
  await settled()
  const taken = [...phone.server.accepted.values()].map(({ posting }) => (posting.input as { photo?: string }).photo ?? 'none')
  return { kept, taken, left: phone.files.size, states: outbox.records().map(({ state }) => state) }
}

it('delivers every picture exactly once, whole, and leaves none behind, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const { kept, taken, left, states } = await play(history)
      expect([...taken].sort()).toEqual([...kept].sort())
      expect(left).toBe(0)
      expect(states.every((state) => state === 'delivered')).toBe(true)
    }),
    { numRuns: 100 },
  )
})
