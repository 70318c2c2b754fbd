import { fileEnding, fileName } from './file-name'

test.each([
  ['海报.pdf', '海报.pdf'],
  ['../../etc/passwd.pdf', 'etcpasswd.pdf'],
  ['11/28 工作坊: 「旧物」.zip', '1128 工作坊 「旧物」.zip'],
  ['一\r\n二\u0000.docx', '一二.docx'],
  ['名单\u202exslx.exe', '名单xslx.exe'],
  ['.hidden', 'hidden'],
  ['   .pdf', 'pdf'],
  ['', '文件'],
])('%j is called %j', (name, called) => {
  expect(fileName(name)).toBe(called)
})

test('a long name is cut and keeps its ending', () => {
  const name = fileName(`${'很长'.repeat(100)}.xlsx`)
  expect(Array.from(name)).toHaveLength(80)
  expect(name.endsWith('很长很.xlsx')).toBe(true)
})

test('an ending counts whatever its case', () => {
  expect(fileEnding('海报.PDF')).toBe('pdf')
  expect(fileEnding('海报')).toBe('')
})
