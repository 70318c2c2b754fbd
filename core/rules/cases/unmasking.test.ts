import type { CaseStep } from '@core/contract/cases'
import { askingNow, isGrantedWith, whyNotAgree, whyNotAsk, whyNotDecline, type UnmaskStep } from './unmasking'

const history = (...steps: [CaseStep, string][]): UnmaskStep[] => steps.map(([step, byId]) => ({ step, byId }))
const asked = history(['submitted', 'young'], ['accepted', 'officer'], ['unmask_asked', 'officer'])
const agreed = (...byIds: string[]) => askingNow([...asked, ...history(...byIds.map((id): [CaseStep, string] => ['unmask_agreed', id]))])
const unnamed = { personId: 'young', anonymous: true, ownerOrgId: 'east', unmaskedOrgId: null }

test('two different people have to agree, neither of them who asked', () => {
  expect(whyNotAgree(agreed(), 'one')).toBeNull()
  expect(isGrantedWith(agreed()!)).toBe(false)
  expect(whyNotAgree(agreed('one'), 'one')).toMatchObject({ code: 'own_unmasking' })
  expect(whyNotAgree(agreed(), 'officer')).toMatchObject({ code: 'own_unmasking' })
  expect(whyNotAgree(agreed('one'), 'other')).toBeNull()
  expect(isGrantedWith(agreed('one')!)).toBe(true)
})

test('where nothing is asked nobody agrees', () => {
  expect(whyNotAgree(askingNow(history(['submitted', 'young'])), 'one')).toMatchObject({ code: 'case_state_wrong' })
  expect(askingNow(history(['unmask_agreed', 'one']))).toBeNull()
})

test.each(['moved', 'returned', 'resolved', 'explained', 'unmasked', 'unmask_declined'] as const)(
  '%s: what was asked before is asked no more',
  (step) => {
    expect(askingNow([...asked, ...history(['unmask_agreed', 'one'], [step, 'officer'])])).toBeNull()
  },
)

test.each(['message', 'note', 'joined', 'extended', 'assigned'] as const)('%s changes nothing about what is asked', (step) => {
  expect(askingNow([...asked, ...history(['unmask_agreed', 'one'], [step, 'officer'])])).toEqual({ askedBy: 'officer', agreed: ['one'] })
})

test('asked again after it was moved, agreements of before count for nothing', () => {
  const steps = history(['unmask_agreed', 'one'], ['moved', 'officer'], ['unmask_asked', 'colleague'])
  expect(askingNow([...asked, ...steps])).toEqual({ askedBy: 'colleague', agreed: [] })
})

test('one who may decide declines, also after they agreed; neither who asked nor where nothing is asked', () => {
  expect(whyNotDecline(agreed(), 'one')).toBeNull()
  expect(whyNotDecline(agreed('one'), 'one')).toBeNull()
  expect(whyNotDecline(agreed(), 'officer')).toMatchObject({ code: 'own_unmasking' })
  expect(whyNotDecline(null, 'one')).toMatchObject({ code: 'case_state_wrong' })
})

test('what was declined may be asked anew, from the beginning', () => {
  const declined = [...asked, ...history(['unmask_agreed', 'one'], ['unmask_declined', 'other'])]
  expect(whyNotAsk(unnamed, declined)).toBeNull()
  expect(askingNow([...declined, ...history(['unmask_asked', 'officer'])])).toEqual({ askedBy: 'officer', agreed: [] })
})

test('a name is asked for where there is one that is not known, once at a time', () => {
  expect(whyNotAsk(unnamed, [])).toBeNull()
  expect(whyNotAsk({ ...unnamed, unmaskedOrgId: 'south' }, [])).toBeNull()
  for (const wrong of [{ anonymous: false }, { personId: null }, { unmaskedOrgId: 'east' }])
    expect(whyNotAsk({ ...unnamed, ...wrong }, [])).toMatchObject({ code: 'case_state_wrong' })
  expect(whyNotAsk(unnamed, asked)).toMatchObject({ code: 'case_state_wrong' })
})
