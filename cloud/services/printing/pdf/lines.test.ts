import fc from 'fast-check'
import { breakLines, fitText } from './lines'

/** Every Chinese character is two wide, every other one. */
const measure = (text: string) => [...text].reduce((sum, character) => sum + (character.codePointAt(0)! >= 0x2e80 ? 2 : 1), 0)
const at = (size: number) => (text: string) => measure(text) * size

describe('lines', () => {
  it('break between any two Chinese characters', () => {
    expect(breakLines('青年志愿服务队', 6, measure)).toEqual(['青年志', '愿服务', '队'])
  })

  it('never begin with a closing mark nor end with an opening one', () => {
    expect(breakLines('走进社区，走近老人', 8, measure)).toEqual(['走进社', '区，走近', '老人'])
    expect(breakLines('读一读《团章》吧', 8, measure)).toEqual(['读一读', '《团章》', '吧'])
    expect(breakLines('他说“好的”。', 8, measure)).toEqual(['他说“好', '的”。'])
  })

  it('keep words and numbers whole, and drop the space at which they break', () => {
    expect(breakLines('Young Pioneers 2026', 10, measure)).toEqual(['Young', 'Pioneers', '2026'])
    expect(breakLines('电话 027-88880000 转', 12, measure)).toEqual(['电话', '027-88880000', '转'])
  })

  it('break a word that is wider than a line', () => {
    expect(breakLines('https://qn.example.cn', 8, measure)).toEqual(['https://', 'qn.examp', 'le.cn'])
  })

  it('break where the text says so', () => {
    expect(breakLines('一\n\n二', 8, measure)).toEqual(['一', '', '二'])
  })

  it('lose nothing and are never too wide, whatever is written', () => {
    const mixed = fc
      .array(fc.constantFrom(...'青年有约，。《》“”（）… abcDEF123-𠮷'), { maxLength: 80 })
      .map((characters) => characters.join(''))
    fc.assert(
      fc.property(mixed, fc.integer({ min: 2, max: 30 }), (text, width) => {
        const lines = breakLines(text, width, measure)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})

describe('a text in its room', () => {
  it('is as large as it can be', () => {
    expect(fitText('青年有约', { width: 32, maxLines: 1, sizes: [4, 3] }, at)).toEqual({ size: 4, lines: ['青年有约'] })
    expect(fitText('青年有约吧', { width: 32, maxLines: 1, sizes: [4, 3] }, at)).toEqual({ size: 3, lines: ['青年有约吧'] })
    expect(fitText('青年有约吧', { width: 32, maxLines: 2, sizes: [4, 3] }, at)).toEqual({ size: 4, lines: ['青年有约', '吧'] })
  })

  it('leaves no single character over where lines are to be even', () => {
    const room = { width: 32, maxLines: 2, sizes: [4], even: true } as const
    expect(fitText('青年有约吧', room, at).lines).toEqual(['青年有', '约吧'])
    expect(fitText('青年有约', room, at).lines).toEqual(['青年有约'])
  })

  it('ends with dots when even the smallest size is too large', () => {
    const { size, lines } = fitText('青年有约青年有约青年有约', { width: 24, maxLines: 2, sizes: [4, 3] }, at)
    expect([size, lines]).toEqual([3, ['青年有约', '青年有…']])
  })
})
