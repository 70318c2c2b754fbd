import { modelHome, NOW } from './_homes'
import { actionsOf, evidenceText, stepText, whyNotPropose } from './model-words'

const idle = (idleDays: number) => ({ ...modelHome(1).evidence, idleDays })

describe('what can be done with a home', () => {
  it('follows what it stands as, for who stands above it', () => {
    expect(actionsOf(modelHome(1, { standing: 'ordinary' }))).toEqual(['award'])
    expect(actionsOf(modelHome(1, { standing: 'delisted' }))).toEqual(['award'])
    expect(actionsOf(modelHome(1, { standing: 'model' }))).toEqual(['propose'])
    expect(actionsOf(modelHome(1, { standing: 'delisting_proposed' }))).toEqual(['decide'])
  })

  it('is nothing for everybody else', () => {
    for (const standing of ['ordinary', 'model', 'delisting_proposed', 'delisted'] as const)
      expect(actionsOf(modelHome(1, { standing, maySupervise: false }))).toEqual([])
  })

  it('is objecting for the home itself, while a proposal stands', () => {
    expect(actionsOf(modelHome(1, { standing: 'delisting_proposed', maySupervise: false, mayObject: true }))).toEqual(['object'])
  })

  it('is proposing only after half a year without activity', () => {
    const lively = modelHome(1, { evidence: idle(179) })
    expect(actionsOf(lively)).toEqual([])
    expect(whyNotPropose(lively)).toBe('连续 180 天没有活动才能提议摘牌，还差 1 天')
    expect(whyNotPropose(modelHome(1, { evidence: idle(180) }))).toBeNull()
    expect(whyNotPropose(modelHome(1, { evidence: idle(10), maySupervise: false }))).toBeNull()
  })
})

test('evidence and history are said in sentences', () => {
  const { evidence, history } = modelHome(1)
  expect(evidenceText(evidence, NOW)).toBe('上次活动 5月1日 周五，211 天没有活动；一年里 2 场活动、9 次到访')
  expect(evidenceText({ ...evidence, lastAt: null }, NOW)).toMatch('还没有过活动，211 天没有活动')
  expect(evidenceText({ ...evidence, lastAt: NOW, idleDays: 0 }, NOW)).toBe('上次活动 今天；一年里 2 场活动、9 次到访')
  expect(stepText(history[0]!, NOW)).toBe('2025年3月1日 周六 授牌 · 林书记')
})
