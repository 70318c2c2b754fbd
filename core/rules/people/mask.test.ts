import fc from 'fast-check'
import { maskName } from './mask'

test.each([
  ['李晓雨', '李*雨'],
  ['王旭', '王*'],
  ['欧阳岚', '欧阳*'],
  ['欧阳小岚', '欧**岚'],
  ['林', '林*'],
  ['𠮷田', '𠮷*'],
  ['Alexander', 'A****r'],
  ['', '*'],
])('%s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked))

test('a masked name never is the name', () => {
  const names = fc.string({ minLength: 1, maxLength: 40 }).filter((name) => !name.includes('*'))
  fc.assert(fc.property(names, (name) => expect(maskName(name)).not.toBe(name)))
})
