import { printDrawablePoster } from './drawable-poster'
import { printPoster, type Poster } from './poster'
import { readPdf } from './_read-pdf'
import { MissingGlyphError } from './typefaces'

const POSTER: Poster = {
  title: '海边捡垃圾🌊🐚',
  when: '11月28日 周六 🌅',
  where: '青年之家 🏠',
  howToJoin: '扫码 👇',
  link: 'https://qn.example.cn/q/e/7K3M9QW2TX',
  signsIn: false,
  organizer: '江城团委 ⭐️',
  contact: '王老师 🙋',
}

test('what no font draws is left out wherever it stands, and the rest is printed', async () => {
  await expect(printPoster(POSTER)).rejects.toThrow(MissingGlyphError)
  const { pages } = readPdf(await printDrawablePoster(POSTER))
  const words = pages[0]!.texts.map(({ text }) => text).join('')
  for (const said of ['海边捡垃圾', '11月28日 周六', '青年之家', '扫码', '江城团委', '王老师']) expect(words).toContain(said)
})
