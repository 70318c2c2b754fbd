import { mm } from './paper'
import { printPersonalCards, type PersonalCard } from './personal-cards'
import { overlaps, readPdf, type Area, type ReadPdf } from './_read-pdf'

const ORG = '江城大学计算机学院团委'

function cards(count: number): PersonalCard[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `王小${'一二三四五六七八九十'[index % 10]}`,
    note: `计算机 240${index % 7} 班`,
    code: `https://qn.example.cn/q/p/${'Qx7_'.repeat(24)}.${index}`,
  }))
}

/** The place of a card on its page: ten cards of 90 × 54 mm in the middle of A4. */
function cardAt(index: number): Area {
  return [mm(15 + (index % 2) * 90), mm(13.5 + Math.floor(index / 2) * 54), mm(90), mm(54)]
}

function textsOn(read: ReadPdf, page: number, index: number) {
  const [x, y, width, height] = cardAt(index)
  return read.pages[page]!.texts.filter((text) => text.x >= x && text.x < x + width && text.y >= y && text.y < y + height)
}

describe('printed personal cards', () => {
  it('come ten to a page of A4, in the order of the list', async () => {
    const read = readPdf(await printPersonalCards({ orgName: ORG, cards: cards(21), validUntil: '2026-12-31' }))
    expect(read.pages.map((page) => [Math.round(page.width), Math.round(page.height)])).toEqual([
      [595, 842],
      [595, 842],
      [595, 842],
    ])
    const names = read.pages.map((page) => page.texts.filter(({ text }) => text.startsWith('王小')).length)
    expect(names).toEqual([10, 10, 1])
    expect(textsOn(read, 1, 3).map(({ text }) => text)).toEqual([
      ORG,
      '王小四',
      '计算机 2406 班',
      '签到时出示这张卡',
      '有效期至 2026-12-31',
    ])
    expect(textsOn(read, 2, 0).map(({ text }) => text)).toContain('王小一')
    expect(textsOn(read, 2, 1)).toEqual([])
  })

  it('carry a code of at least 28 mm that a camera reads', async () => {
    const people = cards(10)
    const areas = people.map((_, index) => cardAt(index))
    const pdf = await printPersonalCards({ orgName: ORG, cards: people, validUntil: '2026-12-31' })
    const { codes } = readPdf(pdf, areas)
    expect(codes.map(({ text }) => text)).toEqual(people.map(({ code }) => code))
    for (const { width, height } of codes) {
      expect(width).toBeGreaterThanOrEqual(mm(28))
      expect(height).toBeCloseTo(width, 0)
    }
  })

  it('give every character of a rare name back, without a blank', async () => {
    const rare = [{ name: '陈䶮𠮷', note: '㛃𬭎', code: 'x' }]
    const read = readPdf(await printPersonalCards({ orgName: ORG, cards: rare, validUntil: '2026-12-31' }))
    const drawn = textsOn(read, 0, 0)
    expect(drawn.map(({ text }) => text).join('|')).toBe(`${ORG}|陈䶮|𠮷|㛃𬭎|签到时出示这张卡|有效期至 2026-12-31`)
    const [chen, ji] = [drawn[1]!, drawn[2]!]
    expect(ji.y).toBeCloseTo(chen.y, 3)
    expect(ji.x).toBeCloseTo(chen.x + chen.width, 1)
  })

  it('are not printed at all when a name cannot be drawn', async () => {
    const lost = [...cards(3), { name: '小🎂', note: '', code: 'x' }]
    await expect(printPersonalCards({ orgName: ORG, cards: lost, validUntil: '2026-12-31' })).rejects.toMatchObject({ character: '🎂' })
  })

  it('keep long names, notes and organizations inside the card and apart from one another', async () => {
    const long = {
      name: '阿卜杜热西提·买买提明·库尔班江·阿不都克里木',
      note: '马克思主义学院思想政治教育专业二〇二四级一班第三学习小组',
      code: 'x'.repeat(120),
    }
    const latin = { name: 'Wolfeschlegelsteinhausenbergerdorff', note: 'exchange-student-2026-a-very-long-note', code: 'y' }
    const orgName = '中国共产主义青年团江城大学计算机科学与人工智能学院委员会'
    const read = readPdf(await printPersonalCards({ orgName, cards: [long, latin], validUntil: '2026-12-31' }))
    for (const index of [0, 1]) {
      const texts = textsOn(read, 0, index)
      const [x] = cardAt(index)
      expect(overlaps(texts)).toEqual([])
      for (const text of texts) expect(text.x + text.width).toBeLessThan(x + mm(90 - 5 - 32 - 5))
      expect(texts.at(-2)!.text).toBe('签到时出示这张卡')
    }
    expect(
      textsOn(read, 0, 0)
        .map(({ text }) => text)
        .join(''),
    ).toContain(long.name)
    expect(overlaps([...textsOn(read, 0, 0), { text: 'on top', x: mm(20), y: mm(13.5 + 19.5), width: 50, size: 10 }])).not.toEqual([])
  })

  it('let the host do other work between two pages', async () => {
    let turns = 0
    const count = () => {
      turns += 1
      next = setImmediate(count)
    }
    let next = setImmediate(count)
    await printPersonalCards({ orgName: ORG, cards: cards(60), validUntil: '2026-12-31' })
    clearImmediate(next)
    expect(turns).toBeGreaterThanOrEqual(6)
  })
})
