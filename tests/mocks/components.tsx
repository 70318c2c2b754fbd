/**
 * The components of Taro as plain elements of jsdom, with the same properties and the same events (`detail.value`), so
 * that views are tested by what people see and press. Roles, labels, keys and ids go through as they are.
 */
import { createElement, useState, type ChangeEvent, type MouseEvent, type ReactNode } from 'react'

type Props = Record<string, unknown> & { children?: ReactNode }
type Extra = (props: Props) => Props

/** What Taro knows and the DOM does not: left out, so that React does not warn. */
const UNKNOWN = new Set([
  'adjustPosition',
  'autoHeight',
  'catchMove',
  'color',
  'confirmHold',
  'confirmType',
  'cursorSpacing',
  'enableFlex',
  'enhanced',
  'formType',
  'hoverClass',
  'hoverStayTime',
  'hoverStartTime',
  'lazyLoad',
  'mode',
  'nativeProps',
  'openType',
  'placeholderClass',
  'scrollLeft',
  'scrollX',
  'scrollY',
  'showMenuByLongpress',
  'showScrollbar',
])

function known(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !UNKNOWN.has(name)))
}

/** Without what a host takes away: React complains of names it does not know even where there is no value. */
function given(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined))
}

/** A style given as text becomes the object React wants. */
function styled(props: Props): Props {
  if (typeof props.style !== 'string') return props
  const { style, ...rest } = props
  return { ...rest, 'data-style': style }
}

function host(tag: string, extra: Extra = () => ({})) {
  return function TaroHost({ children, ...props }: Props) {
    return createElement(tag, given({ ...styled(known(props)), ...extra(props) }), children)
  }
}

function valueHost(tag: 'input' | 'textarea') {
  return host(tag, (props) => {
    const onInput = props.onInput as ((event: { detail: { value: string } }) => void) | undefined
    const onConfirm = props.onConfirm as ((event: { detail: { value: string } }) => void) | undefined
    return {
      onInput: undefined,
      onConfirm: undefined,
      maxlength: undefined,
      maxLength: props.maxlength as number | undefined,
      type: tag === 'input' ? 'text' : undefined,
      password: undefined,
      readOnly: !onInput,
      onChange: (event: ChangeEvent<HTMLInputElement>) => onInput?.({ detail: { value: event.target.value } }),
      onKeyUp: (event: { key: string; currentTarget: HTMLInputElement }) => {
        if (event.key === 'Enter') onConfirm?.({ detail: { value: event.currentTarget.value } })
      },
    }
  })
}

export const View = host('div')
export const Block = host('div')
export const ScrollView = host('div', () => ({
  onScrollToLower: undefined,
  lowerThreshold: undefined,
  refresherEnabled: undefined,
  refresherTriggered: undefined,
  onRefresherRefresh: undefined,
}))
export const Swiper = host('div')
export const SwiperItem = host('div')
export const Form = host('form')
export const Label = host('label')
export const Text = host('span', () => ({ userSelect: undefined, selectable: undefined, decode: undefined }))
/** On the web the picture stands inside Taro's element: a label there does not reach it, only what goes through to it by name does. */
export const Image = host('img', (props) => {
  const named = (props.nativeProps as { alt?: string } | undefined)?.alt
  return { alt: named ?? (process.env.TARO_ENV === 'h5' ? '' : ((props['aria-label'] as string | undefined) ?? '')) }
})
export const Button = host('button', (props) => ({
  type: 'button',
  disabled: Boolean(props.disabled),
  size: undefined,
  loading: undefined,
  plain: undefined,
}))
export const Input = valueHost('input')
export const Textarea = valueHost('textarea')
export const Canvas = host('canvas', () => ({ canvasId: undefined }))
export const WebView = host('iframe')
export const RootPortal = host('div')

/** A switch: pressing it sends `change` with the other value. */
export const Switch = host('input', (props) => ({
  type: 'checkbox',
  role: 'switch',
  readOnly: true,
  checked: Boolean(props.checked),
  onChange: () =>
    (props.onChange as ((event: { detail: { value: boolean } }) => void) | undefined)?.({ detail: { value: !props.checked } }),
}))

/**
 * A picker: its line stays what it is, and an input beside it takes the choice (`fireEvent.change(getByTestId('picker'), …)`
 * with the index of a selector, or the text of a day or time).
 */
export function Picker({ children, ...props }: Props) {
  const [text, setText] = useState(String(props.value ?? ''))
  const onChange = props.onChange as ((event: { detail: { value: string } }) => void) | undefined
  return (
    <div
      id={props.id as string | undefined}
      className={props.className as string | undefined}
      onClick={props.onClick as ((event: MouseEvent) => void) | undefined}
    >
      {children}
      <input
        data-testid='picker'
        data-mode={props.mode as string}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          onChange?.({ detail: { value: event.target.value } })
        }}
      />
    </div>
  )
}
