/** Cases of the township that is shot at: as far along as what is done with them needs, and a new one for every shot that uses one up. */
import type { Player } from '../fakes/world'
import type { FuzzWorld } from './fuzz-world'
import { Recent } from './recent'

/** A case, and whose it is. */
export interface Letter {
  player: Player
  caseId: string
}

const OF_EACH = 24
const KINDS = ['submitted', 'accepted', 'answered'] as const
type Stage = (typeof KINDS)[number]

/** What is known of cases, and what the shots have brought about. */
export class Letters {
  readonly submitted = new Recent<Letter>()
  readonly accepted = new Recent<Letter>()
  readonly answered = new Recent<Letter>()
  /** Whose name is asked for. */
  readonly asked = new Recent<Letter>()
  readonly services = new Recent<string>()
  readonly proposed = new Recent<string>()
  /** Documents that somebody has sent, not yet kept; and kept ones, not yet used. */
  readonly uploads = new Recent<{ player: Player; upload: string; sha256: string }>()
  readonly files = new Recent<{ player: Player; file: string }>()

  constructor(private readonly fuzz: FuzzWorld) {}

  async lay(): Promise<void> {
    const { world, young, east, people } = this.fuzz
    for (const stage of KINDS) for (let n = 0; n < OF_EACH; n += 1) this[stage].add(await this.letter(young[2 + n]!, stage))
    for (let n = 0; n < OF_EACH; n += 1) {
      const asked = await this.letter(young[40 + n]!, 'accepted')
      await world.call(people.officer, 'cases.askUnmask', { caseId: asked.caseId, reason: '要联系到本人才能接着办' })
      this.asked.add(asked)
    }
    for (let n = 0; n < 10; n += 1) {
      const form = { orgId: east.orgId, serviceId: null, name: `第 ${n + 1} 项服务`, about: '' }
      this.services.add((await world.call(people.officer, 'cases.saveService', form)).id)
      const { caseId } = this.answered.take()!
      const text = { question: '租房补贴怎么申请？', answer: '带身份证和合同到镇团委。' }
      await world.call(people.officer, 'cases.proposeAnswer', { caseId, ...text })
    }
    for (const { id } of (await world.call(people.officer, 'cases.answersToCheck', { orgId: east.orgId })).items) this.proposed.add(id)
  }

  private async letter(player: Player, stage: Stage): Promise<Letter> {
    const { world, east, people } = this.fuzz
    const matter = { kind: 'question' as const, orgId: east.orgId, topic: 'life' as const, text: '租房补贴怎么申请？', anonymous: true }
    const { caseId } = await world.call(player, 'cases.submit', matter)
    if (stage !== 'submitted') await world.call(people.officer, 'cases.accept', { caseId, ownerId: null })
    if (stage === 'answered') await world.call(people.officer, 'cases.answer', { caseId, outcome: 'resolved', text: '带身份证来。' })
    return { player, caseId }
  }
}
