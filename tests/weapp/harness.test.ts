/** The harness itself, on packages of a few lines: it gives what WeChat gives, refuses what WeChat refuses, and notices. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MiniProgram, type Entry } from './mini-program'
import { Phone } from './phone'
import { WeappPackage } from './weapp-package'

/** One element of each kind: 1 can be tapped, 2 keeps a tap to itself, 3 listens to nothing, 9 is text. */
const TEMPLATES = `<wxs module="xs" src="./utils.wxs" />
<template name="taro_tmpl"><template is="{{xs.a(0, item.nn, '')}}" data="{{i:item}}" wx:for="{{root.cn}}" wx:key="sid" /></template>
<template name="tmpl_0_1"><view bindtap="eh" id="{{i.uid}}" data-sid="{{i.sid}}"><template is="tmpl_0_9" data="{{i:i}}" /></view></template>
<template name="tmpl_0_2"><view catchtap="eh" id="{{i.uid}}" data-sid="{{i.sid}}"></view></template>
<template name="tmpl_0_3"><view id="{{i.uid}}" data-sid="{{i.sid}}"></view></template>
<template name="tmpl_0_9"><block>{{i.v}}</block></template>`
const SCRIPT = `module.exports = { a: function (l, n) { return 'tmpl_0_' + n }, c: function (i, p) { return p + i.nn }, f: function (l) { return l } }`
const APP_JSON = {
  pages: ['home', 'me'],
  subPackages: [
    { root: 'one', pages: ['page'] },
    { root: 'two', pages: ['page'] },
  ],
  tabBar: { list: [{ pagePath: 'home' }, { pagePath: 'me' }] },
}
/** A page that notes its moments in `wx.seen` and shows a button around a text. */
const PAGE = `
const note = (what) => (wx.seen = [...(wx.seen ?? []), what])
Page({
  data: { root: { cn: [] } },
  onLoad(options) {
    note('load ' + this.route + ' ' + JSON.stringify(options))
    this.setData({ root: { cn: [{ nn: '1', sid: 's1', uid: 'button', cn: [{ nn: '9', sid: 's2', v: 'press' }, { nn: '2', sid: 's3', uid: 'inner' }, { nn: '3', sid: 's4', uid: 'deaf' }] }] } })
  },
  onShow() { note('show ' + this.route) },
  onHide() { note('hide ' + this.route) },
  onUnload() { note('unload ' + this.route) },
  eh(event) { note(event.type + ' ' + event.currentTarget.dataset.sid + ' of ' + event.target.id) },
})`

let folder: string
let server: Server
let hits: string[]
let phone: Phone
const running: MiniProgram[] = []

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'weapp-'))
  hits = []
  server = createServer((request, response) => {
    hits.push(request.url!)
    response.end(JSON.stringify({ heard: request.url }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  phone = new Phone({ server: `http://127.0.0.1:${port}`, wechat: { codeFor: (openid) => `code of ${openid}` }, openid: 'o-1' })
})
afterEach(async () => {
  for (const program of running.splice(0)) program.close()
  rmSync(folder, { recursive: true, force: true })
  await new Promise((resolve) => server.close(resolve))
})

/** A small package: an app, four pages, and what a test puts in place of a file. */
function write(files: Record<string, string> = {}): WeappPackage {
  const page = (name: string) => ({
    [`${name}.js`]: PAGE,
    [`${name}.json`]: '{}',
    [`${name}.wxml`]: `<import src="${name.includes('/') ? '../' : './'}base.wxml"/><template is="taro_tmpl" data="{{root:root}}" />`,
  })
  const all = {
    'app.json': JSON.stringify(APP_JSON),
    'app.js': 'App({})',
    'base.wxml': TEMPLATES,
    'utils.wxs': SCRIPT,
    ...Object.assign({}, ...['home', 'me', 'one/page', 'two/page'].map(page)),
    ...files,
  }
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text as string)
  }
  return WeappPackage.open(folder)
}

async function open(files: Record<string, string> = {}, entry: Entry = {}): Promise<MiniProgram> {
  const program = await MiniProgram.launch(write(files), phone, entry)
  running.push(program)
  return program
}

/** Runs a line in the app and answers what it kept under a key. */
async function kept(line: string, key = 'answer'): Promise<unknown> {
  const program = await open({ 'app.js': `App({}); ${line}` })
  await program.rest()
  return phone.storage.has(key) ? JSON.parse(phone.storage.get(key)!) : undefined
}

test('the world of the scripts has nothing that a browser or Node has and WeChat has not', async () => {
  const names = [
    'window',
    'document',
    'fetch',
    'XMLHttpRequest',
    'localStorage',
    'TextEncoder',
    'URL',
    'crypto',
    'process',
    'Buffer',
    'Intl',
  ]
  const line = `wx.setStorageSync('answer', ${JSON.stringify(names)}.filter((name) => globalThis[name] !== undefined))`
  expect(await kept(line)).toEqual([])
})

test('it is as old as the oldest phone, unless the phone is a new one', async () => {
  const line = `wx.setStorageSync('answer', [typeof BigInt, typeof Object.hasOwn, typeof [].at, typeof ''.replaceAll, typeof [].flatMap])`
  expect(await kept(line)).toEqual(['undefined', 'undefined', 'undefined', 'undefined', 'function'])
  phone.engine = 'current'
  expect(await kept(line)).toEqual(['function', 'function', 'function', 'function', 'function'])
})

test.each(['eval("1")', 'new Function("return 1")()', '(() => {}).constructor("return 1")()'])(
  'code made of text is refused: %s',
  async (line) => {
    expect(
      await kept(`try { ${line}; wx.setStorageSync('answer', 'ran') } catch (error) { wx.setStorageSync('answer', error.name) }`),
    ).toBe('EvalError')
  },
)

test('the phone’s clock tells the time', async () => {
  phone = new Phone({ server: '', wechat: { codeFor: String }, openid: 'o-1', now: () => 1_795_240_800_000 })
  expect(
    await kept(`wx.setStorageSync('answer', [Date.now(), new Date().getTime(), new Date(5).getTime(), new Date() instanceof Date])`),
  ).toEqual([1_795_240_800_000, 1_795_240_800_000, 5, true])
})

test('pages live as in WeChat: tabs stay, what lies above them goes, parameters come as they were written', async () => {
  const program = await open({}, { query: { q: 'a%2Fb' } })
  const wx = appOf(program)
  await wx.navigateTo({ url: '/one/page?next=%2Fme&x=1=2&y' })
  await wx.switchTab({ url: '/me' })
  await wx.switchTab({ url: '/home' })
  await expect(wx.navigateTo({ url: '/me' })).rejects.toMatchObject({ errMsg: 'navigateTo:fail can not navigateTo a tabbar page' })
  await expect(wx.switchTab({ url: '/one/page' })).rejects.toMatchObject({ errMsg: 'switchTab:fail can not switch to no-tabBar page' })
  await expect(wx.navigateTo({ url: '/three/page' })).rejects.toMatchObject({ errMsg: 'navigateTo:fail page "three/page" is not found' })
  expect(wx.seen).toEqual([
    'load home {"q":"a%2Fb"}',
    'show home',
    'hide home',
    'load one/page {"next":"%2Fme","x":"1"}',
    'show one/page',
    'unload one/page',
    'load me {}',
    'show me',
    'hide me',
    'show home',
  ])
})

test('ten pages lie on each other, not eleven; the way back shows what was below', async () => {
  const program = await open()
  const wx = appOf(program)
  for (let depth = 2; depth <= 10; depth += 1) await wx.navigateTo({ url: '/one/page' })
  await expect(wx.navigateTo({ url: '/one/page' })).rejects.toMatchObject({ errMsg: expect.stringContaining('limit exceed') as string })
  await wx.navigateBack({ delta: 20 })
  expect(program.route).toBe('home')
  expect(wx.seen.slice(-1)).toEqual(['show home'])
})

test('a tap goes up to whoever listens, stops where it is caught, and says where nobody listens', async () => {
  const program = await open()
  await program.tap('inner')
  await program.tap('deaf')
  expect(appOf(program).seen.slice(-2)).toEqual(['tap s3 of inner', 'tap s1 of deaf'])
  await expect(program.write('button', 'text')).rejects.toThrow('nothing listens to 「input」 at #button')
})

test('what is stored is there in the next run; what is too large is not taken', async () => {
  expect(await kept(`wx.setStorageSync('answer', { a: [1, undefined] })`)).toEqual({ a: [1, null] })
  expect(await kept(`wx.setStorageSync('again', wx.getStorageSync('answer').a[0])`, 'again')).toBe(1)
  phone.storageLimit = 50
  expect(
    await kept(`try { wx.setStorageSync('large', 'x'.repeat(60)) } catch (error) { wx.setStorageSync('answer', String(error.message)) }`),
  ).toContain('exceed')
  expect(phone.storage.has('large')).toBe(false)
})

test('requests reach the server, and fail in WeChat’s words without a network or when the answer is lost', async () => {
  const program = await open()
  const wx = appOf(program)
  const call = () => wx.ask({ url: 'https://api.example/api/thing?x=1', method: 'POST', data: { a: 1 } })
  expect(await call()).toMatchObject({ statusCode: 200, data: { heard: '/api/thing?x=1' } })
  phone.loseAnswersTo('thing', 1)
  await expect(call()).rejects.toMatchObject({ errno: 600_001 })
  phone.setOnline(false)
  await expect(call()).rejects.toMatchObject({ errMsg: expect.stringMatching(/^request:fail/) as string })
  expect(hits).toHaveLength(2)
})

test('a run that was closed hears nothing more: no timer, no answer, no network', async () => {
  const program = await open({
    'app.js': `App({});
      setTimeout(() => wx.setStorageSync('timer', 1), 30)
      wx.onNetworkStatusChange(() => wx.setStorageSync('network', 1))
      wx.request({ url: 'https://api.example/api/thing', success: () => wx.setStorageSync('answer', 1) })`,
  })
  program.close()
  phone.setOnline(false)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect([...phone.storage.keys()]).toEqual([])
})

test('what would go wrong on a phone is noticed', async () => {
  const program = await open({
    'app.js': `App({});
      wx.teleport
      setTimeout(() => missing(), 0)
      console.error('something', 1)
      wx.showModal({ title: '?', fail() {} })
      wx.showToast({ title: 'more than seven characters' })`,
    'home.js': `${PAGE.replace("note('load", "this.setData({ a: undefined }); note('load")}`,
  })
  await program.rest()
  expect([...program.unknown]).toEqual(expect.arrayContaining(['teleport']))
  const troubles = program.troubles.join('\n')
  for (const part of ['missing is not defined', 'console.error: something 1', 'nobody answers', 'cuts', 'puts undefined to a']) {
    expect(troubles).toContain(part)
  }
})

test('a sub-package that reaches into another does not start', async () => {
  const shipped = write({ 'two/part.js': 'module.exports = 1', 'one/page.js': `require('../two/part'); ${PAGE}` })
  await expect(MiniProgram.launch(shipped, phone, { path: 'one/page' })).rejects.toThrow('reaches into another sub-package')
})

test('a tab wears a dot that only a page with tabs can give and take', async () => {
  const wx = appOf(await open({}))
  await wx.showTabBarRedDot({ index: 1 })
  expect([...phone.dots]).toEqual([1])
  await wx.navigateTo({ url: '/one/page' })
  await expect(wx.hideTabBarRedDot({ index: 1 })).rejects.toMatchObject({ errMsg: 'hideTabBarRedDot:fail not TabBar page' })
  expect([...phone.dots]).toEqual([1])
  await wx.navigateBack({ delta: 1 })
  await wx.hideTabBarRedDot({ index: 1 })
  expect([...phone.dots]).toEqual([])
})

test('a package that was not built is asked for in one sentence', () => {
  expect(() => WeappPackage.open(path.join(folder, 'nothing'))).toThrow('npm run build -- weapp')
})

interface TestWx {
  seen: string[]
  navigateTo(options: { url: string }): Promise<unknown>
  switchTab(options: { url: string }): Promise<unknown>
  navigateBack(options: { delta: number }): Promise<unknown>
  showTabBarRedDot(options: { index: number }): Promise<unknown>
  hideTabBarRedDot(options: { index: number }): Promise<unknown>
  ask(options: object): Promise<unknown>
}

/** The `wx` of a run, with its requests as promises. */
function appOf(program: MiniProgram): TestWx {
  const wx = program.wx as unknown as TestWx & { request(options: object): void }
  const ask = (options: object) => new Promise((resolve, reject) => void wx.request({ ...options, success: resolve, fail: reject }))
  return new Proxy(wx, { get: (target, name) => (name === 'ask' ? ask : Reflect.get(target, name)) })
}
