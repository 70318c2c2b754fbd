import { createCanvas } from '@napi-rs/canvas'
import { unzipSync } from 'fflate'
import { briefDocx, type Brief } from './brief-docx'
import { UnreadablePictureError } from './picture-size'
import { unescapeXml, xmlParts } from './_unzip'

const BRIEF: Brief = {
  title: '走进社区：阳光志愿服务',
  when: '11月28日 周六 14:00–17:00',
  where: '青山社区 <二楼> & 露台',
  organizer: '江城大学计算机学院团委',
  figures: { enrolled: 40, came: 37, tardy: 2, minutes: 6_650, credits: 925, rating: { average: 4.63, votes: 12 } },
  paragraphs: ['11月28日，37 名青年走进青山社区。', '陈䶮𠮷说：“下次还来。”'],
  pictures: [],
}

/** The paragraphs and cells of the document, in their order. */
function textsOf(file: Buffer): string[] {
  const document = xmlParts(file)['word/document.xml']!
  const paragraphs = [...document.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, paragraph]) =>
    [...paragraph!.matchAll(/<w:t[^>]*>(.*?)<\/w:t>/gs)].map(([, text]) => unescapeXml(text!)).join(''),
  )
  return paragraphs.filter((text) => text !== '')
}

describe('the draft of a report', () => {
  it('says what it is about, the numbers in the units people use, and the sentences to begin with', async () => {
    expect(textsOf(await briefDocx(BRIEF))).toEqual([
      '走进社区：阳光志愿服务',
      '时间：11月28日 周六 14:00–17:00',
      '地点：青山社区 <二楼> & 露台',
      '主办：江城大学计算机学院团委',
      ...['报名', '到场', '迟到', '志愿时长', '学分', '评价'],
      ...['40 人', '37 人', '2 人', '110.83 小时', '9.25', '4.6 分（12 人）'],
      ...BRIEF.paragraphs,
    ])
  })

  it('is silent about a rating that is not shown', async () => {
    const texts = textsOf(await briefDocx({ ...BRIEF, figures: { ...BRIEF.figures, rating: null } }))
    expect(texts).toContain('9.25')
    expect(texts.join()).not.toContain('评价')
  })

  it('carries up to three pictures, undistorted and within the margins', async () => {
    const wide = createCanvas(3000, 1000).toBuffer('image/jpeg')
    const tall = createCanvas(500, 2000).toBuffer('image/png')
    const small = createCanvas(60, 40).toBuffer('image/png')
    const file = await briefDocx({ ...BRIEF, pictures: [wide, tall, small] })
    const media = Object.entries(unzipSync(file)).filter(([name]) => name.startsWith('word/media/'))
    expect(media.map(([, bytes]) => Buffer.from(bytes)).sort(Buffer.compare)).toEqual([wide, tall, small].sort(Buffer.compare))
    const sizes = [...xmlParts(file)['word/document.xml']!.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/g)]
    // In English Metric Units: 9,525 a CSS pixel.
    expect(sizes.map(([, width, height]) => [Number(width) / 9525, Number(height) / 9525])).toEqual([
      [567, 189],
      [105, 420],
      [60, 40],
    ])
  })

  it('takes no fourth picture, and none that is not one', async () => {
    const picture = createCanvas(6, 4).toBuffer('image/png')
    await expect(briefDocx({ ...BRIEF, pictures: [picture, picture, picture, picture] })).rejects.toThrow(RangeError)
    await expect(briefDocx({ ...BRIEF, pictures: [Buffer.from('<svg/>')] })).rejects.toThrow(UnreadablePictureError)
  })

  it('stays a file that Word opens, whatever was pasted into it', async () => {
    const pasted = `一\u0000\u0008二\uFFFE三${'\uD842'}四`
    const file = await briefDocx({ ...BRIEF, title: pasted, organizer: pasted, where: pasted, paragraphs: [pasted] })
    expect(textsOf(file).filter((text) => text.includes('一二三四'))).toHaveLength(4)
    for (const xml of Object.values(xmlParts(file))) expect(xml).not.toMatch(/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF\uFFFD]/u)
  })
})
