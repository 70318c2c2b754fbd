/**
 * Who calls, where WeChat's own platform says it: in a classic cloud function by `getWXContext()`, behind WeChat's gateway
 * by `x-wx-*` headers. Neither may be believed anywhere else.
 */
/** A call that began in the mini-program (or its developer tools); everything else in SOURCE speaks for nobody. */
const CLIENT_SOURCES = new Set(['wx_client', 'wx_devtools', 'wx_localdebug'])

/** The little that is used of what the SDK's `getWXContext()` gives. */
export interface WxContext {
  OPENID?: string
  SOURCE?: string
}

export type ReadWxContext = () => Promise<WxContext>

/**
 * The SDK's `getWXContext`. The SDK is large and lies beside the deployed function, so it is loaded at the first call. It
 * reads what the platform set for this very invocation: call it inside `main`, one invocation at a time.
 */
export async function readWxContext(): Promise<WxContext> {
  // `as string`: it is installed beside the deployed function and not here, so there are no types to look for.
  // `default`: its exports are put together at run time, so an import does not see their names.
  const { default: sdk } = (await import('wx-server-sdk' as string)) as { default: { getWXContext(): WxContext } }
  return sdk.getWXContext()
}

/** The openid of the person in the mini-program; null for timers, HTTP triggers and whatever else runs a function. */
export function openidOfContext(context: WxContext): string | null {
  if (!context.OPENID) return null
  // SOURCE is a chain: 「wx_client,scf」 is a function called by a function that the mini-program called.
  const origin = context.SOURCE?.split(',')[0]
  if (origin !== undefined && !CLIENT_SOURCES.has(origin)) return null
  return context.OPENID
}

/**
 * The openid in the headers of WeChat's gateway; null unless the gateway says that the call came through WeChat. Only for
 * hosts that cannot be reached around the gateway: anybody can write a header.
 */
export function openidOfHeaders(header: (name: string) => string | null | undefined): string | null {
  if (!header('x-wx-source')) return null
  return header('x-wx-openid') || null
}
