import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '..')
const { bundleFunction } = createRequire(__filename)('./build.cjs') as {
  bundleFunction(name: string, entry: string, target: string): Promise<void>
}

let folder: string
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'function-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function bundle(source: string): Promise<{ target: string; dependencies: Record<string, string> }> {
  const entry = path.join(folder, 'entry.ts')
  const target = path.join(folder, 'target')
  writeFileSync(entry, source)
  await bundleFunction('example', entry, target)
  const manifest = JSON.parse(readFileSync(path.join(target, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  return { target, dependencies: manifest.dependencies }
}

/** What the function says when Node runs it, in a folder that sees no packages but its own. */
function run(target: string, ...args: string[]): string {
  return execFileSync(process.execPath, [path.join(target, 'index.js'), ...args], { encoding: 'utf8', stdio: 'pipe' })
}

function installInto(target: string, libraries: string[]): void {
  mkdirSync(path.join(target, 'node_modules'))
  for (const library of libraries) symlinkSync(path.join(ROOT, 'node_modules', library), path.join(target, 'node_modules', library))
}

const printing = (file: string) => JSON.stringify(path.join(ROOT, 'cloud/services/printing', file))

describe('a cloud function as it is uploaded', () => {
  it('that prints names its libraries and brings the three font files along, and prints with those', async () => {
    const { target, dependencies } = await bundle(
      `import { printPoster } from ${printing('pdf/poster')}
       const words = { title: '青年𠮷', when: '', where: '', howToJoin: '', organizer: '', contact: '' }
       void printPoster({ ...words, link: 'https://qn.example.cn', signsIn: false }).then((pdf) => console.log(pdf.subarray(0, 5).toString()))`,
    )
    expect(Object.keys(dependencies).sort()).toEqual(['fontkit', 'pdfkit', 'wx-server-sdk'])
    expect(Object.values(dependencies).join()).toMatch(/^[\d.,]+$/)
    expect(readdirSync(path.join(target, 'fonts')).sort()).toHaveLength(3)

    // As after an installation in the cloud: the libraries are there, the packages of the fonts are not.
    installInto(target, ['fontkit', 'pdfkit'])
    expect(run(target)).toBe('%PDF-\n')
    rmSync(path.join(target, 'fonts'), { recursive: true })
    expect(() => run(target)).toThrow('NotoSansSC')
  })

  it('that writes tables and reports needs no fonts, and loads a library only when it writes', async () => {
    const figures = '{ enrolled: 1, came: 1, tardy: 0, minutes: 60, credits: 25, rating: null }'
    const { target, dependencies } = await bundle(
      `import { registerXlsx } from ${printing('register-xlsx')}
       import { briefDocx } from ${printing('brief-docx')}
       const brief = { title: '简报', when: '', where: '', organizer: '', figures: ${figures}, paragraphs: [], pictures: [] }
       async function write() {
         const files = [await registerXlsx({ title: '台账', columns: [], rows: [] }), await briefDocx(brief)]
         console.log(files.map((file) => file.subarray(0, 2).toString()).join())
       }
       if (process.argv[2] === 'write') void write()`,
    )
    expect(Object.keys(dependencies).sort()).toEqual(['docx', 'write-excel-file', 'wx-server-sdk'])
    expect(existsSync(path.join(target, 'fonts'))).toBe(false)

    expect(run(target)).toBe('')
    expect(() => run(target, 'write')).toThrow('write-excel-file')
    installInto(target, ['docx', 'write-excel-file'])
    expect(run(target, 'write')).toBe('PK,PK\n')
  })

  it('that only packs files carries nothing of printing', async () => {
    const { target, dependencies } = await bundle(`export { zip } from ${printing('archive')}`)
    expect(Object.keys(dependencies)).toEqual(['wx-server-sdk'])
    expect(existsSync(path.join(target, 'fonts'))).toBe(false)
  })
})
