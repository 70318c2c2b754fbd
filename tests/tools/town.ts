/** People and an organisation for a real server, written straight into its database: no procedure makes them yet. */
import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { randomIds, sha256Hex } from '@cloud/services/ids'

/** A person who has consented and is logged in on their phone. */
export interface Somebody {
  id: string
  token: string
  device: string
}

export interface Town {
  homeId: string
  officer: Somebody
}

/** 128 random bits, as a phone makes them for a command. */
export const newNonce = () => randomBytes(16).toString('base64url')

/** A township with a youth home and its officer. */
export async function layTown(client: Client): Promise<Town> {
  const now = Date.now()
  const at = new Date(now)
  const [orgId, homeId] = [randomIds.uuid(now), randomIds.uuid(now)]
  await client.query(`insert into org (id, kind, name, path, created_at) values ($1, 'township', '东关街道', $2, $3)`, [
    orgId,
    `/${orgId}/`,
    at,
  ])
  await client.query(
    `insert into home (id, org_id, name, address, hours, services, duty_note, status, created_at)
     values ($1, $2, '东关青年之家', '', '', '{}', '', 'open', $3)`,
    [homeId, orgId, at],
  )
  const [officer] = await layPeople(client, 1)
  await client.query(
    `insert into role_grant (person_id, id, role, org_id, from_at, by_id, created_at) values ($1, $2, 'officer', $3, $4, $1, $4)`,
    [officer!.id, randomIds.uuid(now), orgId, at],
  )
  return { homeId, officer: officer! }
}

/** So many new people. */
export async function layPeople(client: Client, count: number): Promise<Somebody[]> {
  const now = Date.now()
  const at = new Date(now)
  const people = Array.from({ length: count }, () => ({ id: randomIds.uuid(now), token: randomIds.secret(32), device: newNonce() }))
  const ids = people.map(({ id }) => id)
  await client.query(
    `insert into person (id, name, consented_at, privacy_version, created_at) select id, '青年', $2, 1, $2 from unnest($1::uuid[]) id`,
    [ids, at],
  )
  await client.query(
    `insert into login (token_hash, person_id, device, last_seen_at, created_at)
     select hash, id, device, $4, $4 from unnest($1::text[], $2::uuid[], $3::text[]) login (hash, id, device)`,
    [people.map(({ token }) => sha256Hex(token)), ids, people.map(({ device }) => device), at],
  )
  return people
}
