import { A4, mm } from './paper'
import { printPoster, type Poster } from './poster'
import { overlaps, readPdf, type Area } from './_read-pdf'

const POSTER: Poster = {
  title: '走进社区：阳光志愿服务',
  when: '11月28日 周六 14:00–17:00',
  where: '江城大学青年之家（东区学生活动中心二楼 201）',
  howToJoin: '微信扫码报名，当天扫门口大屏的码签到。',
  link: 'https://qn.example.cn/q/e/7K3M9QW2TX',
  signsIn: false,
  organizer: '江城大学计算机学院团委',
  contact: '王老师 027-8888 0000',
}
const LOWER_HALF: Area = [0, A4.height / 2, A4.width, A4.height / 2]

function read(change: Partial<Poster>, areas: Area[] = []) {
  return printPoster({ ...POSTER, ...change }).then((pdf) => readPdf(pdf, areas))
}

const wordsOf = (texts: { text: string }[]) => texts.map(({ text }) => text).join('')

describe('the poster of an event', () => {
  it('says everything on one page, in the order in which it is read', async () => {
    const { pages, codes } = await read({}, [LOWER_HALF])
    expect(pages).toHaveLength(1)
    const { title, when, where, howToJoin, organizer, contact } = POSTER
    expect(wordsOf(pages[0]!.texts)).toBe(`青年有约${title}时间${when}地点${where}怎么参加${howToJoin}主办 ${organizer}联系 ${contact}`)
    expect(codes).toMatchObject([{ text: POSTER.link }])
  })

  it('says on a sign-in poster, and only there, that it counts for less', async () => {
    const [sign, ordinary] = await Promise.all([read({ signsIn: true }, [LOWER_HALF]), read({})])
    expect(wordsOf(sign.pages[0]!.texts)).toContain('海报签到（保证级别较低）')
    expect(sign.codes).toMatchObject([{ text: POSTER.link }])
    expect(overlaps(sign.pages[0]!.texts)).toEqual([])
    expect(wordsOf(ordinary.pages[0]!.texts)).not.toContain('海报签到')
  })

  it.each([
    ['Chinese', '春风十里走进青山社区看望老人阳光志愿服务队招募六十名志愿者一起打扫房间陪聊天拍照片包饺子教手机修水管读报纸写春联贺新春佳'],
    ['words', 'International Volunteers Day Intergenerational Programming42'],
    ['one word', 'A'.repeat(60)],
    ['wide letters', 'W'.repeat(60)],
    ['marks', '“”（）《》「」，。、；：？！……—·'.repeat(4).slice(0, 60)],
  ])('wraps a title of 60 characters (%s) inside the page, whole', async (_, title) => {
    expect([...title]).toHaveLength(60)
    const { pages } = await read({ title })
    const { texts } = pages[0]!
    expect(wordsOf(texts).replaceAll(' ', '')).toContain(title.replaceAll(' ', ''))
    expect(overlaps(texts)).toEqual([])
    for (const text of texts) {
      expect(text.x).toBeGreaterThanOrEqual(mm(18) - 0.01)
      expect(text.x + text.width).toBeLessThanOrEqual(A4.width - mm(18) + 0.01)
    }
  })

  it('keeps every other text in its room, however long', async () => {
    const long = '很长的一句话，'.repeat(40)
    const { pages, codes } = await read({ when: long, where: long, howToJoin: long, organizer: long, contact: long }, [LOWER_HALF])
    const { texts } = pages[0]!
    expect(overlaps(texts)).toEqual([])
    for (const text of texts) expect(text.x + text.width).toBeLessThanOrEqual(A4.width - mm(18) + 0.01)
    expect(texts.at(-1)!.y).toBeLessThan(A4.height - mm(5))
    expect(texts.filter(({ text }) => text.endsWith('…'))).toHaveLength(5)
    expect(codes).toMatchObject([{ text: POSTER.link }])
  })

  it('is not printed when its title cannot be drawn', async () => {
    await expect(printPoster({ ...POSTER, title: '毕业🎓快乐' })).rejects.toMatchObject({ character: '🎓' })
  })
})
