/** A register (台账) as a workbook of one sheet: the title, the headings, the rows. */
import { hoursText } from '@core/rules/shared/amounts'
import { clockOf, dayOf } from '@core/rules/shared/calendar'

export interface RegisterColumn {
  heading: string
  /** In characters of the sheet's font; a Chinese one takes two. */
  width: number
  /**
   * What the numbers of this column are, where they are not just numbers: an `instant` (milliseconds UTC) is shown as
   * `2026-11-21 14:02` in UTC+8, `minutes` as hours with at most two decimals.
   */
  numbers?: 'instant' | 'minutes'
}

export interface Register {
  title: string
  columns: readonly RegisterColumn[]
  /** An empty text is an empty cell. */
  rows: readonly (readonly (string | number)[])[]
}

/** Excel's own limits for the name of a sheet. */
const SHEET_NAME_LENGTH = 31
const NOT_IN_SHEET_NAME = /[\\/?*[\]:]/g

/**
 * The number format 「Text」. Every text has it, whatever it begins with: a name like `=HYPERLINK(…)` stays the text it is,
 * also after somebody went into the cell and pressed Enter, where a cell of the format 「General」 would become a formula
 * (OWASP, 「CSV Injection」).
 */
const AS_TEXT = '@'

/**
 * The register as an XLSX file.
 * @throws RangeError when a row has another number of cells than there are columns
 */
export async function registerXlsx({ title, columns, rows }: Register): Promise<Buffer> {
  const { default: writeXlsx } = await import('write-excel-file/node')
  const strays = rows.findIndex((row) => row.length !== columns.length)
  if (strays !== -1) throw new RangeError(`row ${strays} has ${rows[strays]!.length} cells for ${columns.length} columns`)
  const heading = [text(title, { fontWeight: 'bold', fontSize: 14, height: 26 })]
  const headings = columns.map((column) => text(column.heading, { fontWeight: 'bold', backgroundColor: '#FBEAE6' }))
  const body = rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index]!)))
  const sheet = title.replace(NOT_IN_SHEET_NAME, ' ').replace(/^'|'$/g, ' ').trim().slice(0, SHEET_NAME_LENGTH) || '台账'
  return writeXlsx([heading, headings, ...body], {
    sheet,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 2,
  }).toBuffer()
}

function cellOf(cell: string | number, { numbers }: RegisterColumn) {
  if (typeof cell === 'string') return cell === '' ? null : text(cell)
  if (numbers === 'instant') return text(`${dayOf(cell)} ${clockOf(cell)}`)
  return { type: Number, value: numbers === 'minutes' ? Number(hoursText(cell)) : cell }
}

function text<Style extends object>(value: string, style?: Style) {
  return { type: String, value, format: AS_TEXT, ...style }
}
