import { unzipSync } from 'fflate'
import { fileName, zip } from './archive'

const AT = Date.UTC(2026, 10, 28, 9, 30)
const bytesOf = (text: string) => Buffer.from(text)

/** What the central directory says of each file: its name, whether that is marked as UTF-8, its method and its date. */
function directoryOf(archive: Buffer) {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'))
  let at = archive.readUInt32LE(end + 16)
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const [time, date] = [archive.readUInt16LE(at + 12), archive.readUInt16LE(at + 14)]
    const length = archive.readUInt16LE(at + 28)
    const entry = {
      name: archive.subarray(at + 46, at + 46 + length).toString('utf8'),
      utf8: (archive.readUInt16LE(at + 8) & 0x800) !== 0,
      packed: archive.readUInt16LE(at + 10) === 8,
      date: [1980 + (date >> 9), (date >> 5) & 15, date & 31, time >> 11, (time >> 5) & 63],
    }
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
    return entry
  })
}

describe('an archive', () => {
  it('gives every file back under its name', async () => {
    const files = [
      { name: '登记表.xlsx', bytes: bytesOf('一') },
      { name: '群发文字.txt', bytes: bytesOf('大家辛苦了！'.repeat(50)) },
      { name: '𠮷.jpg', bytes: Buffer.alloc(0) },
    ]
    const archive = await zip(files, AT)
    expect(Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, Buffer.from(bytes)])).toEqual(
      files.map(({ name, bytes }) => [name, bytes]),
    )
  })

  it('marks Chinese names as UTF-8, so that Windows shows them right', async () => {
    const archive = await zip([{ name: '登记表.txt', bytes: bytesOf('一') }], AT)
    expect(directoryOf(archive)).toMatchObject([{ name: '登记表.txt', utf8: true }])
    expect(archive.readUInt16LE(6) & 0x800).toBe(0x800)
  })

  it('dates its files by the clock of UTC+8, wherever the server stands, and comes out the same every time', async () => {
    const archive = await zip([{ name: 'a.txt', bytes: bytesOf('a') }], AT)
    expect(directoryOf(archive)[0]!.date).toEqual([2026, 11, 28, 17, 30])
    expect(await zip([{ name: 'a.txt', bytes: bytesOf('a') }], AT)).toEqual(archive)
    expect(await zip([{ name: 'a.txt', bytes: bytesOf('a') }], AT + 3_600_000)).not.toEqual(archive)
  })

  it('packs texts and leaves alone what is packed already', async () => {
    const bytes = bytesOf('大家辛苦了！'.repeat(50))
    const archive = await zip(
      ['群发文字.txt', '照片.JPG', '简报.docx'].map((name) => ({ name, bytes })),
      AT,
    )
    expect(directoryOf(archive).map(({ packed }) => packed)).toEqual([true, false, false])
  })

  it.each(['', '.', '..', '../秘密.txt', 'a/b.txt', 'a\\b.txt', 'C:b.txt', 'a\u0000.txt', '__proto__'])(
    'takes no file named %j',
    async (name) => {
      await expect(zip([{ name, bytes: bytesOf('a') }], AT)).rejects.toThrow(RangeError)
    },
  )

  it('loses none of two files of one name: it refuses them', async () => {
    const two = ['照片.jpg', '照片.jpg'].map((name) => ({ name, bytes: bytesOf('a') }))
    await expect(zip(two, AT)).rejects.toThrow('照片.jpg')
  })
})

describe('the name of a file', () => {
  it('is the title, without what some system does not take', () => {
    expect(fileName('走进社区：阳光志愿服务', 'docx')).toBe('走进社区：阳光志愿服务.docx')
    expect(fileName('a/b\\c:d*e?f"g<h>i|j\u0000k', 'pdf')).toBe('a b c d e f g h i j k.pdf')
    expect(fileName('  ..名单.. ', 'xlsx')).toBe('名单.xlsx')
    expect(fileName('...', 'zip')).toBe('青年有约.zip')
    expect([...fileName('𠮷'.repeat(200), 'zip')]).toHaveLength(84)
  })

  it('is taken by an archive, whatever the title was', async () => {
    for (const title of ['a/b', '..', '\u0000', '\uD842', 'CON: 会议?']) {
      await expect(zip([{ name: fileName(title, 'txt'), bytes: bytesOf('a') }], AT)).resolves.toBeInstanceOf(Buffer)
    }
  })
})
