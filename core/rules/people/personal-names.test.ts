import { isFormOfAddress, looksLikeName, nameKey } from './personal-names'

test.each([
  '张三',
  '王小明',
  '李和平',
  '谢谦',
  '马丽',
  '周一鸣',
  '欧阳岚',
  '欧阳娜娜',
  '陈林静怡',
  '阿依古丽',
  '阿依古丽·买买提',
  '扎西多吉',
  '娜仁托娅',
  'Tom Li',
  "Mary-Jane O'Neil",
  'José',
  '김철수',
  'བཀྲ་ཤིས',
])('「%s」 looks like a name', (text) => expect(looksLikeName(text)).toBe(true))

test.each([
  '',
  '李',
  '前排吃瓜',
  '我妈让我来',
  '路过围观',
  '沙发',
  '安排',
  '马上来',
  '周六',
  '高二',
  '收到',
  '谢谢',
  '吃瓜群众',
  '晨曦的光',
  '欧阳',
  '高手如云',
  'ok',
  'hhhh',
  'hahaha',
  'xswl',
  'me too',
  '张三2',
  'a',
])('「%s」 does not', (text) => expect(looksLikeName(text)).toBe(false))

test('小王 and 李老师 are how somebody is called, not their name', () => {
  for (const text of ['小王', '老李', '李老师', '陈总', '王师傅']) expect([text, isFormOfAddress(text)]).toEqual([text, true])
  for (const text of ['张三', '小雨', '王小明']) expect([text, isFormOfAddress(text)]).toEqual([text, false])
})

test('one name in several spellings has one key', () => {
  for (const written of ['阿依古丽.买买提', '阿依古丽•买买提', '阿依古丽 买买提']) expect(nameKey(written)).toBe(nameKey('阿依古丽·买买提'))
  expect(nameKey('Ｔｏｍ Li')).toBe(nameKey('tom li'))
  expect(nameKey('张三')).not.toBe(nameKey('张三丰'))
})
