import writeXlsx from 'write-excel-file/node'
import { registerXlsx, type Register } from './register-xlsx'
import { unescapeXml, xmlParts } from './_unzip'

interface SheetCell {
  value: string | number | null
  formula: boolean
  /** The number format of the cell; `General` unless the file says otherwise. */
  format: string
}

/** The cells of the only sheet, by their place: `A1`. */
function cellsOf(file: Buffer): Map<string, SheetCell> {
  const parts = xmlParts(file)
  const strings = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item]) => textOf(item!))
  const styles = parts['xl/styles.xml']!
  const own = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id!, unescapeXml(code!)]),
  )
  const formats = [.../<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)![1]!.matchAll(/<xf([^>]*)>/g)].map(([, attributes]) => {
    const id = /numFmtId="(\d+)"/.exec(attributes!)?.[1] ?? '0'
    return own.get(id) ?? (id === '49' ? '@' : 'General')
  })
  const found = parts['xl/worksheets/sheet1.xml']!.matchAll(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)
  return new Map(
    [...found].map(([, place, attributes, content = '']) => {
      const raw = /<v[^>]*>(.*?)<\/v>/s.exec(content)?.[1]
      const type = /t="(\w+)"/.exec(attributes!)?.[1]
      const style = /s="(\d+)"/.exec(attributes!)?.[1]
      const value = type === 's' ? strings[Number(raw)]! : type === 'inlineStr' ? textOf(content) : raw === undefined ? null : Number(raw)
      return [place!, { value, formula: /<f[ >]/.test(content), format: style === undefined ? 'General' : formats[Number(style)]! }]
    }),
  )
}

function textOf(xml: string): string {
  return unescapeXml([...xml.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join(''))
}

/** Texts that run as a formula, or would once somebody goes into the cell and presses Enter. */
function couldRun(cells: Iterable<SheetCell>): SheetCell[] {
  return [...cells].filter(
    ({ value, formula, format }) => formula || (typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && format !== '@'),
  )
}

const REGISTER: Register = {
  title: '签到表 11/28',
  columns: [
    { heading: '姓名', width: 12 },
    { heading: '签到时间', width: 18, numbers: 'instant' },
    { heading: '时长（小时）', width: 14, numbers: 'minutes' },
    { heading: '次数', width: 8 },
  ],
  rows: [
    ['陈䶮𠮷', Date.UTC(2026, 10, 27, 16, 5), 750, 3],
    ['李<b>&"小明"', Date.UTC(2026, 10, 28, 6, 0), 20, 0],
    ['王小二', '', '', 1],
  ],
}

describe('a register as a workbook', () => {
  it('has its title, its headings and its rows; times in UTC+8, minutes as hours', async () => {
    const cells = cellsOf(await registerXlsx(REGISTER))
    const row = (number: number) => ['A', 'B', 'C', 'D'].map((column) => cells.get(`${column}${number}`)?.value ?? null)
    expect(cells.get('A1')!.value).toBe('签到表 11/28')
    expect(row(2)).toEqual(['姓名', '签到时间', '时长（小时）', '次数'])
    expect(row(3)).toEqual(['陈䶮𠮷', '2026-11-28 00:05', 12.5, 3])
    expect(row(4)).toEqual(['李<b>&"小明"', '2026-11-28 14:00', 0.33, 0])
    expect(row(5)).toEqual(['王小二', null, null, 1])
  })

  it('names its sheet so that Excel takes the name', async () => {
    const sheetName = async (title: string) =>
      unescapeXml(/<sheet [^>]*name="([^"]*)"/.exec(xmlParts(await registerXlsx({ ...REGISTER, title }))['xl/workbook.xml']!)![1]!)
    expect(await sheetName('签到表 11/28')).toBe('签到表 11 28')
    expect([...(await sheetName('活动'.repeat(30)))]).toHaveLength(31)
    expect(await sheetName('[]:*?/\\')).toBe('台账')
  })

  it('lets no cell run as a formula, whatever a person is called', async () => {
    const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '\r=1+1', '=HYPERLINK("http://x","领奖")', "=cmd|' /C calc'!A0"]
    const cells = cellsOf(
      await registerXlsx({ title: '=1+1', columns: [{ heading: '=2+2', width: 10 }], rows: hostile.map((text) => [text]) }),
    )
    expect([...cells.values()].map(({ value }) => value)).toEqual(['=1+1', '=2+2', ...hostile])
    expect(couldRun(cells.values())).toEqual([])
  })

  it('would be seen to run by the look at it that found nothing, were a cell a formula or merely general', async () => {
    const loose = [[{ type: 'Formula' as const, value: '1+1' }], [{ type: String, value: '=1+1' }], [{ type: String, value: '李小明' }]]
    expect(couldRun(cellsOf(await writeXlsx(loose).toBuffer()).values())).toHaveLength(2)
  })

  it('is refused when a row does not fit its columns', async () => {
    await expect(registerXlsx({ ...REGISTER, rows: [['陈晓雨']] })).rejects.toThrow(RangeError)
  })

  it('holds 10,000 rows', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => [`人${index}`, index * 60_000, index, index])
    const cells = cellsOf(await registerXlsx({ ...REGISTER, rows }))
    expect(cells.get('A10002')!.value).toBe('人9999')
  })
})
