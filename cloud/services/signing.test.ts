import { readPass, unsignedPass } from '@core/rules/attendance/pass'
import { World } from '../../tests/fakes/world'
import { createSigning } from './signing'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.database.kysely.deleteFrom('signing_key').execute()
})

const kept = () => world.database.kysely.selectFrom('signing_key').selectAll().execute()
const made = () => createSigning(null, world.ids)
const given = (fill: number) => createSigning(Buffer.alloc(32, fill), world.ids)
const keysBy = (signing = made()) => signing.keys(world.store, world.now)

async function passBy(signing: ReturnType<typeof made>): Promise<string> {
  const signer = await signing.signer(world.store, world.now)
  const content = { kind: 'pass' as const, personId: world.officer.id, name: '陈静', issuedAt: world.now, expiresAt: world.now + 60_000 }
  const { message, withSignature } = unsignedPass(content, signer.kid)
  return withSignature(signer.sign(message))
}

test('a key is made once and kept: every host after it signs by it', async () => {
  const one = await passBy(made())
  const two = await passBy(made())
  expect(two).toBe(one)
  expect(await kept()).toHaveLength(1)
  expect(readPass(one, await keysBy(), world.now)).toMatchObject({ ok: true, name: '陈静' })
})
test('several hosts that start at once make one key between them', async () => {
  const passes = await Promise.all(Array.from({ length: 8 }, () => passBy(made())))
  expect(new Set(passes).size).toBe(1)
  expect(await kept()).toHaveLength(1)
})
test('a key that was made by a call which failed is not signed by', async () => {
  const signing = made()
  const failed = world.store.transaction(async (tx) => {
    await signing.signer(tx, world.now)
    throw new Error('the call fails')
  })
  await expect(failed).rejects.toThrow('the call fails')
  expect(await kept()).toEqual([])
  expect(readPass(await passBy(signing), await keysBy(signing), world.now)).toMatchObject({ ok: true })
})
test('the key of the environment is never written down, its public half is', async () => {
  await passBy(given(7))
  const [row] = await kept()
  expect(row).toMatchObject({ seed: null })
  expect(JSON.stringify(row)).not.toContain(Buffer.alloc(32, 7).toString('base64url'))
})
test('what an old key signed stays genuine after the key was changed, and the new one signs', async () => {
  const old = [await passBy(made()), await passBy(given(7))]
  const signing = given(8)
  const fresh = await passBy(signing)
  const keys = await keysBy(signing)
  expect(keys).toHaveLength(3)
  for (const pass of [...old, fresh]) expect(readPass(pass, keys, world.now)).toMatchObject({ ok: true })
  expect(new Set([...old, fresh]).size).toBe(3)
  const { kid: newest } = await signing.signer(world.store, world.now)
  const oldOnes = keys.filter(({ kid }) => kid !== newest)
  expect(oldOnes).toHaveLength(2)
  expect(readPass(fresh, oldOnes, world.now)).toMatchObject({ ok: false, refused: 'pass_invalid' })
})
test('the check of the server agrees with the one of a phone', async () => {
  const signing = made()
  const pass = await passBy(signing)
  const keys = await keysBy(signing)
  const forged = pass.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
  for (const text of [pass, forged]) expect(readPass(text, keys, world.now, signing.verify)).toEqual(readPass(text, keys, world.now))
  expect(readPass(forged, keys, world.now, signing.verify).ok).toBe(false)
})
