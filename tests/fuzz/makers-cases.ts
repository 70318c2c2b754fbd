/** Valid calls about cases: letters to the township, what its officers do with them, its catalogue and its answers. */
import { CASE_RATINGS, TOPICS } from '@core/contract/names'
import { extensionDays } from '@core/rules/cases/due'
import { addDays } from '@core/rules/shared/days'
import { isWorkingDay } from '@core/rules/shared/working-days'
import type { FuzzWorld } from './fuzz-world'
import type { Letter } from './letters'
import { page, type MakersOf } from './maker'
import type { Random } from './random'
import type { Recent } from './recent'

const TEXTS = ['租房补贴怎么申请？', '实习三个月没发工资，\n怎么办？', '路灯坏了两个月。'] as const

const matter = (random: Random) => ({ topic: random.pick(TOPICS), text: random.pick(TEXTS) })
/** Who may read what is said to the township: its own officers. */
const receiver = (fuzz: FuzzWorld, random: Random) => random.pick([fuzz.people.officer, fuzz.homeSecretary, ...fuzz.duties.hosts])

/** One of the latest of a list, or one of another that is never empty. */
function some(letters: Recent<Letter>, { letters: { submitted } }: FuzzWorld, random: Random): Letter {
  return (letters.pick(random) ?? submitted.pick(random))!
}

/** A working day that an answer promised these days may be put off to. */
function laterDay(random: Random): string {
  const { from } = extensionDays(Date.now(), Date.now())
  let day = addDays(from, 12 + random.below(10))
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}

export const CASE_MAKERS: MakersOf<'cases'> = {
  'cases.services': (fuzz, random) => ({
    caller: fuzz.anybody(random),
    input: random.chance(0.5) ? {} : { orgId: fuzz.east.orgId },
  }),
  'cases.like': (fuzz, random) => ({ caller: fuzz.anybody(random), input: { text: random.pick([...TEXTS, '', '租房补贴']) } }),
  'cases.submit': (fuzz, random) => {
    const document = random.chance(0.2) ? fuzz.letters.files.take() : undefined
    const player = document?.player ?? random.pick(fuzz.young)
    const kind = random.pick(['order', 'question', 'complaint'] as const)
    const serviceId = kind === 'order' && random.chance(0.5) ? (fuzz.letters.services.pick(random) ?? null) : null
    return {
      caller: player,
      input: {
        ...{ kind, orgId: fuzz.east.orgId, serviceId, ...matter(random), files: document ? [document.file] : [] },
        anonymous: random.chance(0.4),
        toParent: serviceId === null && random.chance(0.2),
      },
      learn: ({ caseId }) => kind !== 'complaint' && fuzz.letters.submitted.add({ player, caseId }),
    }
  },
  'cases.mine': (fuzz, random) => ({
    caller: random.pick(fuzz.young),
    input: { when: random.pick(['open', 'done'] as const), ...page(random) },
    learn: ({ next }) => next !== null && fuzz.cursors.add(next),
  }),
  'cases.get': (fuzz, random) => {
    const { player, caseId } = some(random.pick([fuzz.letters.accepted, fuzz.letters.answered, fuzz.letters.asked]), fuzz, random)
    return { caller: random.chance(0.5) ? player : receiver(fuzz, random), input: { caseId } }
  },
  'cases.say': (fuzz, random) => {
    const { player, caseId } = some(fuzz.letters.accepted, fuzz, random)
    return { caller: player, input: { caseId, text: random.pick(TEXTS) } }
  },
  'cases.reopen': (fuzz, random) => {
    const letter = fuzz.letters.answered.size > 5 ? fuzz.letters.answered.take()! : some(fuzz.letters.answered, fuzz, random)
    return { caller: letter.player, input: { caseId: letter.caseId, text: '没解决' }, learn: () => fuzz.letters.accepted.add(letter) }
  },
  'cases.rate': (fuzz, random) => {
    const { player, caseId } = some(fuzz.letters.answered, fuzz, random)
    return { caller: player, input: { caseId, rating: random.pick(CASE_RATINGS) } }
  },
  'cases.list': (fuzz, random) => ({
    caller: receiver(fuzz, random),
    input: {
      orgId: fuzz.east.orgId,
      which: random.pick(['to_accept', 'working', 'overdue', 'done', 'joint'] as const),
      ...page(random),
    },
    learn: ({ next }) => next !== null && fuzz.cursors.add(next),
  }),
  'cases.accept': (fuzz, random) => {
    const letter = fuzz.letters.submitted.size > 5 ? fuzz.letters.submitted.take()! : some(fuzz.letters.submitted, fuzz, random)
    const ownerId = random.chance(0.4) ? fuzz.duties.host(random).id : null
    return {
      caller: receiver(fuzz, random),
      input: { caseId: letter.caseId, ownerId },
      learn: () => fuzz.letters.accepted.add(letter),
    }
  },
  'cases.sendBack': (fuzz, random) => {
    const { caseId } = some(fuzz.letters.submitted, fuzz, random)
    return { caller: receiver(fuzz, random), input: { caseId, reason: '说的是哪条路？\n写清楚再寄一次。' } }
  },
  'cases.move': (fuzz, random) => {
    const { caseId } = some(fuzz.letters.submitted, fuzz, random)
    return {
      caller: receiver(fuzz, random),
      input: { caseId, orgId: random.pick([fuzz.west.orgId, fuzz.world.org.south]), reason: '归他们管' },
    }
  },
  'cases.join': (fuzz, random) => {
    const { caseId } = some(fuzz.letters.accepted, fuzz, random)
    return { caller: receiver(fuzz, random), input: { caseId, orgIds: [fuzz.west.orgId, fuzz.quiet.orgId].slice(random.below(2)) } }
  },
  'cases.reply': (fuzz, random) => {
    const { caseId } = some(fuzz.letters.accepted, fuzz, random)
    return { caller: receiver(fuzz, random), input: { caseId, text: random.pick(TEXTS) } }
  },
  'cases.note': (fuzz, random) => {
    const { caseId } = some(fuzz.letters.accepted, fuzz, random)
    return { caller: receiver(fuzz, random), input: { caseId, text: '问过人社所了' } }
  },
  'cases.extend': (fuzz, random) => {
    const { caseId } = some(fuzz.letters.accepted, fuzz, random)
    return { caller: receiver(fuzz, random), input: { caseId, dueOn: laterDay(random), reason: '等批复' } }
  },
  'cases.answer': (fuzz, random) => {
    const letter = fuzz.letters.accepted.size > 10 ? fuzz.letters.accepted.take()! : some(fuzz.letters.accepted, fuzz, random)
    return {
      caller: receiver(fuzz, random),
      input: { caseId: letter.caseId, outcome: random.pick(['resolved', 'explained'] as const), text: '带身份证来。' },
      learn: () => fuzz.letters.answered.add(letter),
    }
  },
  'cases.whistle': (fuzz, random) => ({
    caller: receiver(fuzz, random),
    input: {
      ...{ orgId: fuzz.east.orgId, ownerOrgId: fuzz.west.orgId, jointOrgIds: [fuzz.quiet.orgId, fuzz.west.orgId] },
      dueOn: random.chance(0.5) ? laterDay(random) : null,
      ...matter(random),
    },
  }),
  'cases.handOver': (fuzz, random) => {
    const { sessionId, bookingId } = fuzz.duties.received.take() ?? random.pick(fuzz.duties.expected)
    return {
      caller: receiver(fuzz, random),
      input: { sessionId, bookingId, record: '要问人社所', orgId: random.pick([fuzz.east.orgId, fuzz.west.orgId]), dueOn: null },
    }
  },
  'cases.askUnmask': (fuzz, random) => {
    const { caseId } = some(random.chance(0.7) ? fuzz.letters.accepted : fuzz.letters.asked, fuzz, random)
    return { caller: receiver(fuzz, random), input: { caseId, reason: '要联系到本人才能接着办' } }
  },
  'cases.unmask': (fuzz, random) => {
    const { caseId } = some(fuzz.letters.asked, fuzz, random)
    return { caller: random.pick([fuzz.people.secretary, fuzz.otherSecretary]), input: { caseId } }
  },
  'cases.declineUnmask': (fuzz, random) => {
    const { caseId } = some(random.chance(0.2) ? fuzz.letters.asked : fuzz.letters.accepted, fuzz, random)
    return { caller: random.pick([fuzz.people.secretary, fuzz.otherSecretary]), input: { caseId, reason: '不用知道是谁也能办' } }
  },
  'cases.unmasking': (fuzz, random) => {
    const { caseId } = some(fuzz.letters.asked, fuzz, random)
    return { caller: random.pick([fuzz.people.secretary, fuzz.otherSecretary]), input: { caseId } }
  },
  'cases.saveService': (fuzz, random) => {
    const serviceId = random.chance(0.4) ? (fuzz.letters.services.pick(random) ?? null) : null
    return {
      caller: receiver(fuzz, random),
      input: { orgId: fuzz.east.orgId, serviceId, name: '简历会诊', about: random.pick(['', '周六下午，\n带简历来。']) },
      learn: ({ id }) => serviceId === null && fuzz.letters.services.add(id),
    }
  },
  'cases.endService': (fuzz, random) => {
    const { services } = fuzz.letters
    const serviceId = (services.size > 5 ? services.take() : services.pick(random))!
    return { caller: receiver(fuzz, random), input: { orgId: fuzz.east.orgId, serviceId } }
  },
  'cases.proposeAnswer': (fuzz, random) => {
    const { caseId } = some(fuzz.letters.answered, fuzz, random)
    return {
      caller: receiver(fuzz, random),
      input: { caseId, question: random.pick(TEXTS), answer: '带身份证和合同到镇团委。' },
    }
  },
  'cases.answersToCheck': (fuzz, random) => ({
    caller: receiver(fuzz, random),
    input: { orgId: fuzz.east.orgId },
    learn: ({ items }) => items.slice(0, 20).forEach(({ id }) => fuzz.letters.proposed.add(id)),
  }),
  'cases.checkAnswer': (fuzz, random) => ({
    caller: receiver(fuzz, random),
    input: { orgId: fuzz.east.orgId, answerId: fuzz.letters.proposed.pick(random)!, publish: random.chance(0.8) },
  }),
  'cases.summary': (fuzz, random) => ({
    caller: random.pick([fuzz.people.officer, fuzz.people.secretary]),
    input: { orgId: fuzz.east.orgId },
  }),
}
