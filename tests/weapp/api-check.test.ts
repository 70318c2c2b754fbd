import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { WeappPackage } from './weapp-package'
import { playedMembers } from './wx'

const ROOT = path.resolve(__dirname, '../..')

/** WeChat's own declaration of `wx`: every member, with the words above it. */
const WECHAT = readFileSync(require.resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts'), 'utf8')

/** The oldest base library that has all we call without looking first: WeChat of the autumn of 2021. */
const BASE_LIBRARY = '2.20.1'
/** Called only where it is there. */
const LOOKED_FOR_FIRST = new Set(['getRandomValues', 'cloud'])

/** Not of `wx`: a function of the global object, declared as such. */
const GLOBALS = new Set(['getCurrentPages'])

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
}

function walk(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  node.forEachChild((child) => walk(child, look))
}

/** The members of WeChat's `wx` → the base library they need, as their description says it. */
function declaredMembers(): Map<string, string> {
  const members = new Map<string, string>()
  walk(parse('wx.d.ts', WECHAT), (node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'Wx') return
    for (const member of node.members) {
      const words = member.getFullText()
      if (member.name) members.set(member.name.getText(), /需要基础库： `([\d.]+)`/.exec(words)?.[1] ?? '1.0.0')
    }
  })
  return members
}

/** Sources that are built into the package. */
function sources(): { file: string; text: string }[] {
  const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  const built = files.filter((file) => /\.tsx?$/.test(file) && !/\.(test|h5|d)\.tsx?$/.test(file) && !path.basename(file).startsWith('_'))
  return built.map((file) => ({ file, text: readFileSync(path.join(ROOT, 'src', file), 'utf8') }))
}

/** What a source calls of `wx` or `Taro`, by name. */
function membersUsed({ file, text }: { file: string; text: string }): string[] {
  const used: string[] = []
  walk(parse(file, text), (node) => {
    if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return
    if (['wx', 'Taro'].includes(node.expression.text)) used.push(node.name.text)
  })
  return used
}

function isNewer(version: string, than: string): boolean {
  const [one, other] = [version, than].map((text) => text.split('.').map(Number))
  const at = one!.findIndex((part, index) => part !== (other![index] ?? 0))
  return at !== -1 && one![at]! > (other![at] ?? 0)
}

test('WeChat has everything the sources call, since a version that nearly everybody has', () => {
  const declared = declaredMembers()
  const used = sources().flatMap((source) => membersUsed(source).map((name) => ({ name, file: source.file })))
  expect(used.length).toBeGreaterThan(20)
  const undeclared = used.filter(({ name }) => !declared.has(name) && !GLOBALS.has(name))
  expect(undeclared).toEqual([])
  const tooNew = used.filter(({ name }) => !LOOKED_FOR_FIRST.has(name) && isNewer(declared.get(name) ?? '1.0.0', BASE_LIBRARY))
  expect(tooNew).toEqual([])
})

test('a call that WeChat does not have would be seen', () => {
  const used = membersUsed({ file: 'a.ts', text: 'Taro.teleport({ to: 1 }); wx.login(); other.thing()' })
  expect(used).toEqual(['teleport', 'login'])
  expect(declaredMembers().has('teleport')).toBe(false)
  expect(isNewer('2.25.0', BASE_LIBRARY)).toBe(true)
  expect(isNewer('2.9.0', BASE_LIBRARY)).toBe(false)
})

test('the harness plays nothing that WeChat does not have', () => {
  const declared = declaredMembers()
  expect(playedMembers().filter((name) => !declared.has(name))).toEqual([])
})

test('the package carries no fake of the tests, no map of its sources and no path of the machine that built it', () => {
  const shipped = WeappPackage.open()
  const all = shipped.files('').filter((file) => !file.endsWith('.png') && /\.\w+$/.test(file))
  expect(all.filter((file) => file.endsWith('.map'))).toEqual([])
  const words = fakeWords()
  expect(words.length).toBeGreaterThan(5)
  for (const file of all) {
    const text = shipped.text(file)
    expect({ file, path: text.includes(ROOT), map: text.includes('sourceMappingURL') }).toEqual({ file, path: false, map: false })
    expect({ file, fakes: words.filter((word) => new RegExp(`\\b${word}\\b`).test(text)) }).toEqual({ file, fakes: [] })
  }
})

/** Names of properties that stay in a build as they are, and that only the fakes of the platform use. */
function fakeWords(): string[] {
  const fakes: string[] = []
  const others: string[] = []
  for (const { file, text } of sources()) {
    const isFake = /^platform[\\/][^\\/]+[\\/](fake|index)\.ts$/.test(file)
    walk(parse(file, text), (node) => {
      if (!isFake && (ts.isIdentifier(node) || ts.isStringLiteral(node))) others.push(node.text)
      if (isFake && ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) fakes.push(node.name.text)
    })
  }
  const known = new Set(others)
  return [...new Set(fakes)].filter((word) => word.length > 5 && !known.has(word))
}

test('the scripts of the package make no code of text, but for a look for the global object that WeChat answers before', () => {
  const shipped = WeappPackage.open()
  const makers = shipped
    .files('.js')
    .flatMap((file) =>
      [...shipped.text(file).matchAll(/(?<![\w$.])(?:new Function|Function|eval)\([^)]*\)/g)].map(([call]) => ({ file, call })),
    )
  expect(makers).toEqual([{ file: 'runtime.js', call: 'new Function("return this")' }])
})
