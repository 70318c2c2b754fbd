/**
 * Taro as a test sees it. Hooks of a page's life run when the view is mounted; `pageFake` sets parameters and brings a
 * page to the front again. Everything else of Taro is behind `src/platform`, whose tests bring their own.
 */
import { useEffect } from 'react'

type Params = Record<string, string | undefined>

export const pageFake = {
  params: {} as Params,
  shows: new Set<() => void>(),
  pulls: new Set<() => unknown>(),
  /** The page comes to the front again. */
  show(): void {
    for (const run of pageFake.shows) run()
  },
  /** Somebody pulls the page down. */
  async pull(): Promise<void> {
    await Promise.all([...pageFake.pulls].map((run) => run()))
  },
  reset(): void {
    pageFake.params = {}
    pageFake.shows.clear()
    pageFake.pulls.clear()
  },
}

function useKept<F>(kept: Set<F>, run: F): void {
  useEffect(() => {
    kept.add(run)
    return () => {
      kept.delete(run)
    }
  }, [kept, run])
}

function useOnce(run: () => void): void {
  useEffect(() => run(), [])
}

export function useRouter() {
  return { params: pageFake.params, path: '' }
}

export function useLoad(run: (params: Params) => void): void {
  useOnce(() => run(pageFake.params))
}

export function useReady(run: () => void): void {
  useOnce(run)
}

export function useLaunch(run: (options: { query: Params }) => void): void {
  useOnce(() => run({ query: {} }))
}

export function useDidShow(run: () => void): void {
  useOnce(run)
  useKept(pageFake.shows, run)
}

export function useDidHide(run: () => void): void {
  useEffect(() => run, [])
}

export function useUnload(run: () => void): void {
  useDidHide(run)
}

export function usePullDownRefresh(run: () => unknown): void {
  useKept(pageFake.pulls, run)
}

export function useReachBottom(_run: () => void): void {}

export function useShareAppMessage(_run: () => unknown): void {}

export function useShareTimeline(_run: () => unknown): void {}

const Taro = {
  useRouter,
  useLoad,
  useReady,
  useLaunch,
  useDidShow,
  useDidHide,
  useUnload,
  usePullDownRefresh,
  useReachBottom,
  useShareAppMessage,
  useShareTimeline,
  getEnv: () => 'WEB',
  ENV_TYPE: { WEAPP: 'WEAPP', WEB: 'WEB' },
}

// eslint-disable-next-line import-x/no-default-export -- as Taro itself has it
export default Taro
