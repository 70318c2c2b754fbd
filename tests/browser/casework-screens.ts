import type { Screen, Stage } from './screens'
import type { Visitor } from './visitor'

const HAND_AND_DESK = ['hand', 'desk'] as const
const HOME = '东关青年之家'
const TEXT = '毕业想留在县里创业，青年人才公寓怎么申请？材料要准备哪些，多久能排到？'

/** An anonymous question to the officer’s organization, that the officer has taken on. */
async function underWay({ town, people }: Stage): Promise<string> {
  const home = await town.database.kysely.selectFrom('home').select('org_id').where('name', '=', HOME).executeTakeFirstOrThrow()
  const form = { kind: 'question' as const, orgId: home.org_id, topic: 'work' as const, text: TEXT, anonymous: true }
  const { caseId } = await town.call(people.young, 'cases.submit', form)
  await town.call(people.officer, 'cases.accept', { caseId, ownerId: null })
  await town.call(people.officer, 'cases.note', { caseId, text: '和人社局通过电话，周三前给答复' })
  return caseId
}

/** A case at work, with a sheet open over it. */
const working =
  (tapped?: string, sheet?: string): Screen['go'] =>
  async (visitor: Visitor, stage: Stage) => {
    await visitor.visit(`/packages/casework/detail/index?caseId=${await underWay(stage)}`)
    if (tapped) await visitor.tap(tapped)
    if (sheet) await visitor.sees(sheet)
  }

const at =
  (page: string): Screen['go'] =>
  (visitor) =>
    visitor.visit(`/packages/casework/${page}/index`)

/** The cases of an organization, as its officers see them. */
export const CASEWORK_SCREENS: readonly Screen[] = [
  { name: 'casework-list', title: '诉求', who: 'officer', on: HAND_AND_DESK, go: at('list') },
  { name: 'casework-none', title: '诉求：没有', who: 'beginner', on: HAND_AND_DESK, go: at('list') },
  { name: 'casework-detail', title: '办诉求', who: 'officer', on: HAND_AND_DESK, go: working() },
  { name: 'casework-answer', title: '办诉求：答复', who: 'officer', on: HAND_AND_DESK, go: working('work-answer', 'answer-sheet') },
  { name: 'casework-extend', title: '办诉求：延期', who: 'officer', go: working('work-extend', 'extend-sheet') },
  { name: 'casework-whistle', title: '吹哨', who: 'officer', on: HAND_AND_DESK, go: at('whistle') },
  { name: 'casework-offers', title: '点单目录', who: 'officer', on: HAND_AND_DESK, go: at('offers') },
  { name: 'casework-answers', title: '答案库', who: 'officer', on: HAND_AND_DESK, go: at('answers') },
]
