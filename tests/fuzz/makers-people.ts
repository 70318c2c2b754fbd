/** Valid calls about people, what organizations decide, and pictures. */
import { CATEGORIES, CATEGORY_NAMES } from '@core/contract/names'
import type { MakersOf } from './maker'

const names = ['李晓雨', '王 旭', '阿卜杜拉·买买提', '𠮷野家', 'Zoë'] as const

export const PEOPLE_MAKERS: MakersOf<'people'> = {
  'people.who': (fuzz, random) => ({ caller: fuzz.anybody(random), input: {} }),
  'people.demoPeople': () => ({ caller: null, input: {} }),
  'people.demoLogin': (fuzz, random) => ({
    caller: null,
    input: { personId: fuzz.young[random.below(10)]!.id },
    learn: ({ token }) => token !== null && fuzz.sessions.add(token),
  }),
  'people.wechatLogin': (fuzz, random) => ({
    caller: null,
    input: { code: `good-${random.below(50)}` },
    learn: ({ token }) => token !== null && fuzz.sessions.add(token),
  }),
  'people.logout': (fuzz, random) => {
    const token = fuzz.sessions.take()
    return { caller: token === undefined ? null : { token, device: random.text(22) }, input: {} }
  },
  'people.consent': (fuzz, random) => ({
    caller: random.chance(0.1) ? fuzz.people.guest : random.pick(fuzz.young),
    input: { name: random.pick(names), privacyVersion: 1 },
  }),
  'people.settings': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId },
  }),
  'people.saveSetting': (fuzz, random) => {
    // Where nothing is published: what is decided elsewhere would change what other calls may do.
    const { orgId } = fuzz.quiet
    const items = CATEGORIES.slice(0, 1 + random.below(CATEGORIES.length)).map((code) => ({ code, name: CATEGORY_NAMES[code] }))
    const setting = random.chance(0.5)
      ? { name: 'review' as const, value: { byParent: random.chance(0.5) } }
      : { name: 'categories' as const, value: { items } }
    return { caller: fuzz.people.secretary, input: { orgId, setting, why: '会上决定' } }
  },
  'people.saveBirthMonth': (fuzz, random) => ({
    caller: random.pick(fuzz.young),
    input: { birthMonth: `${1995 + random.below(15)}-0${1 + random.below(9)}` },
  }),
}
