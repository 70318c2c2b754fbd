import { speaksOfDistress } from './distress'

describe('a text that speaks of distress', () => {
  it.each(['我不想活了', '最近真的撑不下去', '室友一直霸凌我', '爸爸喝了酒就家暴', '有点抑 郁，睡不着', '不想…活，了', '自\n杀'])(
    '「%s」 does',
    (text) => {
      expect(speaksOfDistress(text)).toBe(true)
    },
  )

  it.each([
    '',
    '青年人才公寓怎么申请？',
    '想活动活动，周末有球赛吗',
    '自习室几点关门',
    '押金退不回来，很生气',
    '累得要命的军训什么时候结束',
  ])('「%s」 does not', (text) => {
    expect(speaksOfDistress(text)).toBe(false)
  })
})
