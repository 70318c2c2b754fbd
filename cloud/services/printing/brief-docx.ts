/**
 * The draft of a report about an event (一键简报), to be opened and finished in Word or WPS: what the numbers are, the sentences to
 * begin with, and pictures.
 */
import type { Table } from 'docx'
import { creditText, hoursText } from '@core/rules/shared/amounts'
import { pictureSize } from './picture-size'

export interface BriefFigures {
  enrolled: number
  came: number
  tardy: number
  /** Service time posted, in minutes. */
  minutes: number
  /** Credits posted, in hundredths. */
  credits: number
  /** The mean of 1–5 and how many voted; null as long as it is not shown. */
  rating: { average: number; votes: number } | null
}

export interface Brief {
  title: string
  /** In words: `11月28日 周六 14:00–17:00`. */
  when: string
  where: string
  organizer: string
  figures: BriefFigures
  /** Sentences to be edited, one paragraph each. */
  paragraphs: readonly string[]
  /** JPEG or PNG; three at most. */
  pictures: readonly Buffer[]
}

const MOST_PICTURES = 3
/** Of a picture in the document, in CSS pixels: 15 cm fits between the margins of A4. */
const PICTURE_ROOM = { width: 567, height: 420 }

/** Of the document, in twentieths of a point. */
const A4_PAGE = { width: 11906, height: 16838 }
const MARGIN = 1440
const TABLE_WIDTH = A4_PAGE.width - 2 * MARGIN

/** Fonts that Word and WPS have on every system in China; the file brings none along. */
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: '微软雅黑', cs: 'Calibri' }

/**
 * The report as a DOCX file.
 * @throws RangeError for more than three pictures
 * @throws UnreadablePictureError for one that is neither JPEG nor PNG
 */
export async function briefDocx({ title, when, where, organizer, figures, paragraphs, pictures }: Brief): Promise<Buffer> {
  if (pictures.length > MOST_PICTURES) throw new RangeError(`${pictures.length} pictures; ${MOST_PICTURES} at most`)
  const sized = pictures.map((bytes) => ({ bytes, ...pictureSize(bytes) }))
  const { AlignmentType, Document, HeadingLevel, ImageRun, Packer, Paragraph, TextRun } = await import('docx')

  const line = (label: string, text: string) =>
    new Paragraph({ spacing: { after: 60 }, children: [new TextRun({ text: `${label}：`, bold: true }), new TextRun(wordText(text))] })
  const document = new Document({
    title: wordText(title),
    creator: wordText(organizer),
    styles: {
      default: {
        document: { run: { font: FONT, size: 24 } },
        heading1: { run: { font: FONT, size: 36, bold: true, color: 'C4281C' }, paragraph: { spacing: { after: 240 } } },
      },
    },
    sections: [
      {
        properties: { page: { size: A4_PAGE, margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN } } },
        children: [
          new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(wordText(title))] }),
          line('时间', when),
          line('地点', where),
          line('主办', organizer),
          await figuresTable(figures),
          ...paragraphs.map(
            (text) =>
              // Two characters of indent, as Chinese paragraphs begin.
              new Paragraph({ spacing: { before: 120, line: 400 }, indent: { firstLine: 480 }, children: [new TextRun(wordText(text))] }),
          ),
          ...sized.map(
            ({ bytes, type, width, height }, index) =>
              new Paragraph({
                alignment: AlignmentType.CENTER,
                spacing: { before: 200 },
                children: [
                  new ImageRun({
                    type,
                    data: bytes,
                    transformation: within(width, height),
                    altText: { name: `图片${index + 1}`, title: '', description: wordText(title) },
                  }),
                ],
              }),
          ),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

async function figuresTable({ enrolled, came, tardy, minutes, credits, rating }: BriefFigures): Promise<Table> {
  const { AlignmentType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = await import('docx')
  const shown: [heading: string, figure: string][] = [
    ['报名', `${enrolled} 人`],
    ['到场', `${came} 人`],
    ['迟到', `${tardy} 人`],
    ['志愿时长', `${hoursText(minutes)} 小时`],
    ['学分', creditText(credits)],
  ]
  if (rating) shown.push(['评价', `${rating.average.toFixed(1)} 分（${rating.votes} 人）`])
  const width = Math.floor(TABLE_WIDTH / shown.length)
  const cell = (text: string, bold: boolean) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 80, bottom: 80 },
      ...(bold ? { shading: { fill: 'FBEAE6' } } : {}),
      children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold })] })],
    })
  return new Table({
    width: { size: width * shown.length, type: WidthType.DXA },
    columnWidths: shown.map(() => width),
    rows: [
      new TableRow({ tableHeader: true, children: shown.map(([heading]) => cell(heading, true)) }),
      new TableRow({ children: shown.map(([, figure]) => cell(figure, false)) }),
    ],
  })
}

/** The size in which a picture fits into its room: never distorted, never enlarged. */
function within(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, PICTURE_ROOM.width / width, PICTURE_ROOM.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** A text without the characters that XML 1.0 cannot hold: with one of them in it Word calls the whole file damaged. */
function wordText(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
}
