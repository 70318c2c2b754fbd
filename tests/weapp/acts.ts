/** What people do in the package, press by press, as on a phone. */
import type { MiniProgram } from './mini-program'
import type { WorldEvent } from '../fakes/world'

export const HOME = 'pages/home/index'
export const EVENTS = 'pages/events/index'
export const ME = 'pages/me/index'
export const LOGIN = 'packages/people/login/index'
export const EVENT = 'packages/events/detail/index'
export const SCAN = 'packages/attendance/scan/index'
export const PASS = 'packages/attendance/pass/index'
export const OUTBOX = 'packages/attendance/outbox/index'
export const RECORD = 'packages/hours/record/index'
export const WORKBENCH = 'packages/workbench/today/index'
export const PUBLISH = 'packages/publishing/publish/index'
export const DOOR = 'packages/door/list/index'
export const REVERSE_SCAN = 'packages/door/reverse-scan/index'
export const ROLL_CALL = 'packages/door/roll-call/index'
export const BIG_SCREEN = 'packages/screen/event/index'
export const CLOSING = 'packages/workbench/closing/index'

/** Members of `wx` that Taro's own runtime looks for, whether or not the package uses them. */
const ASKED_BY_TARO = new Set(['webpackJsonp', 'env'])

/** What would show on a phone as an error; empty where all is well. */
export function complaintsOf(program: MiniProgram): string[] {
  const unknown = [...program.unknown].filter((name) => !ASKED_BY_TARO.has(name))
  return [...program.troubles, ...unknown.map((name) => `wx.${name} was asked for`)]
}

/** From 首页: log-in with WeChat and, the first time, name and consent. Ends where it began. */
export async function logIn(program: MiniProgram, name: string): Promise<void> {
  await program.tap('login')
  await program.arrive(LOGIN)
  await program.tap('login-wechat')
  await consent(program, name)
  await program.arrive(HOME)
}

/** The name and the yes, where they are asked for. */
export async function consent(program: MiniProgram, name: string): Promise<void> {
  await program.write('consent-name', name)
  await program.tap('consent-submit')
}

/** From any tab: 活动, then the event. */
export async function openEvent(program: MiniProgram, { code }: WorldEvent): Promise<void> {
  await program.tab(EVENTS)
  await program.tap(`event-${code}`)
  await program.arrive(EVENT)
  await program.seeElement('event-title')
}

/** On the page of an event. */
export async function enroll(program: MiniProgram): Promise<void> {
  await program.tap('enroll')
  await program.see('已报名', 'event-word')
}

/** From the page of an event, by its own button: the camera sees a link. Ends with the result on the whole screen. */
export async function scanAtEvent(program: MiniProgram, button: 'sign-in' | 'sign-out', link: string): Promise<void> {
  program.phone.camera.push(link)
  await program.tap(button)
  await program.arrive(SCAN)
  await program.seeElement('result-next')
}

/** On 我的. */
export async function logOut(program: MiniProgram): Promise<void> {
  await program.tab(ME)
  program.phone.answers.push(true)
  await program.tap('logout')
  await program.see('还没登录')
}

/** What a page has to be told to show an event, or one's record. */
export function pageQuery(route: string, event: WorldEvent): Record<string, string> {
  if (route === EVENT) return { code: event.code }
  if (route === RECORD) return { kind: 'credits' }
  return /door|reverse-scan|roll-call|helpers|closing|screen/.test(route) ? { eventId: event.id } : {}
}

/** What makes the codes of the big screen needs JavaScript of 2022 (iOS 15.4); every other page does with the oldest. */
export function engineOf(route: string): 'oldest' | 'current' {
  return route === BIG_SCREEN ? 'current' : 'oldest'
}
