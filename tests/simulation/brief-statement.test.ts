import { briefStatement, briefValues } from './brief-statement'

it.each([
  ['/* prepared: people.by-tokens */ select 1', 'people.by-tokens'],
  ['select "a"."one", "a"."two" from "attendance" as "a" where "a"."event_id" = $1', 'select … from attendance as a where a.event_id = $1'],
  ['select event_id from intake where event_id = $1 for update', 'select event_id from intake where event_id = $1 for update'],
  ['insert into "command" ("actor_id", "nonce") values ($1, $2) on conflict do nothing', 'insert into command … on conflict do nothing'],
  [`update place set state = 'taken',\n  person_id = $1 where n = 1`, 'update place set … where n = 1'],
  ['commit', 'commit'],
])('says %j as %j', (text, brief) => expect(briefStatement(text)).toBe(brief))

it('says values in their order, and cuts what is long', () => {
  expect(briefValues([])).toBe('')
  expect(briefValues(['p1', 3, new Date(0), Buffer.alloc(2), null])).toBe('(p1, 3, 1970-01-01T00:00:00.000Z, bytes, null)')
  expect(briefValues([[new Date(0)], 'a'.repeat(64)])).toBe('(["1970-01-01T00:00:00.000Z"], hash)')
  expect(briefValues(['x'.repeat(500)]).length).toBeLessThan(100)
})
