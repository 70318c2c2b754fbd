/**
 * The half of a mini-program that draws, for Chromium: the package's own templates run by glass-easel, WeChat's component
 * framework, with its built-in components played by plain elements. `screen.ts` bundles this file and puts it into a page.
 */
import * as glassEasel from 'glass-easel'
import { pathSteps } from './taro-tree'

export interface RenderThread {
  /** Draws a page anew. `templates` is the compiled code, `route` the page's path without `.wxml`. */
  mount(route: string, data: Record<string, unknown>, templates: string): void
  /** Carries a `setData` over. */
  patch(change: Record<string, unknown>): void
}

declare global {
  interface Window {
    renderThread: RenderThread
    /** An event on its way to the script, as JSON. */
    sendEvent(json: string): void
    /** What the framework is not content with. */
    complain(what: string): void
  }
}

type Templates = Record<string, never>

const BUILT_IN = [
  ...['view', 'text', 'image', 'icon', 'button', 'input', 'textarea', 'label', 'form', 'picker', 'picker-view', 'picker-view-column'],
  ...['switch', 'slider', 'checkbox', 'checkbox-group', 'radio', 'radio-group', 'scroll-view', 'swiper', 'swiper-item', 'navigator'],
  ...['rich-text', 'progress', 'canvas', 'map', 'video', 'audio', 'camera', 'web-view', 'editor', 'cover-view', 'cover-image'],
  ...['movable-area', 'movable-view', 'live-player', 'live-pusher', 'open-data', 'ad', 'official-account', 'page-container'],
  ...['root-portal', 'page-meta', 'navigation-bar', 'match-media', 'share-element', 'keyboard-accessory', 'native-slot', 'ad-custom'],
  ...['grid-view', 'list-view', 'sticky-header', 'sticky-section', 'snapshot', 'span', 'voip-room', 'functional-page-navigator'],
  ...['channel-live', 'channel-video', 'inner-audio'],
]

const space = new glassEasel.ComponentSpace()
for (const name of BUILT_IN) space.setGlobalUsingComponent(name, `wx-${name}`)

const screen = new glassEasel.CurrentWindowBackendContext()
screen.onEvent((element, type, detail: { x: number; y: number }) => {
  if (type === 'tap') glassEasel.Event.triggerEvent(element, type, { x: detail.x, y: detail.y }, { bubbles: true, composed: true })
})

let page: glassEasel.GeneralComponent | null = null
let mounted = 0

/** Every listener of Taro's templates is called `eh`: it sends the event over to the script. */
function eh(event: glassEasel.ShadowedEvent<unknown>): void {
  const mark = (element: unknown) => {
    const { id, dataset } = element as { id: string; dataset: Record<string, unknown> }
    return { id, dataset: { ...dataset }, offsetLeft: 0, offsetTop: 0 }
  }
  const { type, timeStamp, detail, target, currentTarget } = event
  window.sendEvent(
    JSON.stringify({ type, timeStamp, detail, target: mark(target), currentTarget: mark(currentTarget), mark: {}, touches: [] }),
  )
}

function template(templates: Templates, route: string) {
  return { groupList: templates, content: templates[route], fallbackListenerOnNativeNode: true }
}

function mount(route: string, data: Record<string, unknown>, code: string): void {
  const templates = new Function(`return ${code}`)() as Templates
  space.defineComponent({
    is: 'comp',
    using: { comp: '/comp' },
    options: { virtualHost: true, writeIdToDOM: true },
    properties: { i: Object, l: String },
    template: template(templates, 'comp'),
    methods: { eh },
  })
  mounted += 1
  const definition = space.defineComponent({
    is: `${route}-${mounted}`,
    using: { comp: '/comp' },
    options: { writeIdToDOM: true },
    template: template(templates, route),
    data,
    methods: { eh },
  })
  const place = document.createElement('span')
  document.body.replaceChildren(place)
  page = glassEasel.Component.createWithContext('page', definition.general(), screen)
  glassEasel.Element.replaceDocumentElement(page, document.body as never, place as never)
  playBuiltIns()
}

function patch(change: Record<string, unknown>): void {
  if (!page) return
  for (const [where, value] of Object.entries(change)) page.replaceDataOnPath(pathSteps(where), value as never)
  page.applyDataUpdates()
  playBuiltIns()
}

/** What WeChat draws by itself: fields that can be written into, switches, pictures. */
function playBuiltIns(): void {
  for (const host of document.querySelectorAll('wx-input, wx-textarea')) playField(host)
  for (const host of document.querySelectorAll('wx-switch')) playSwitch(host)
  for (const host of document.querySelectorAll<HTMLElement>('wx-image')) {
    host.style.backgroundImage = `url("${host.getAttribute('src') ?? ''}")`
  }
}

function playField(host: Element): void {
  const field = (host.querySelector('input, textarea') ?? host.appendChild(newField(host))) as HTMLInputElement | HTMLTextAreaElement
  const value = host.getAttribute('value') ?? ''
  field.placeholder = host.getAttribute('placeholder') ?? ''
  field.disabled = host.getAttribute('disabled') === 'true'
  if (document.activeElement !== field) field.value = value
}

function newField(host: Element): HTMLElement {
  const field = document.createElement(host.localName === 'wx-input' ? 'input' : 'textarea')
  field.addEventListener('input', () => tell(host, 'input', { value: field.value, cursor: field.value.length }))
  field.addEventListener('focus', () => tell(host, 'focus', { value: field.value }))
  field.addEventListener('blur', () => tell(host, 'blur', { value: field.value }))
  return field
}

const played = new WeakSet<Element>()

function playSwitch(host: Element): void {
  if (played.has(host)) return
  played.add(host)
  host.addEventListener('click', () => tell(host, 'change', { value: host.getAttribute('checked') !== 'true' }))
}

function tell(host: Element, type: string, detail: object): void {
  const { __wxElement: element } = host as unknown as { __wxElement?: glassEasel.Element }
  if (element) glassEasel.Event.triggerEvent(element, type, detail, {})
}

glassEasel.addGlobalErrorListener((error) => {
  window.complain(String(error))
  return false
})
glassEasel.addGlobalWarningListener((warning) => {
  window.complain(String(warning))
  return false
})

window.renderThread = { mount, patch }
