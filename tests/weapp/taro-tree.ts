/** What Taro's runtime gives the templates: a tree of plain objects with short names. */
export interface TaroNode {
  /** The kind of element, as numbered by the build. */
  nn: string
  /** Taro's own number of the element: what an event comes back with. */
  sid: string
  /** The element's `id`, where it has one. */
  uid?: string
  /** Its classes. */
  cl?: string
  /** Its text, where it is one. */
  v?: string
  cn?: TaroNode[]
  [property: string]: unknown
}

/** A node with all that is around it, from the root down to itself. */
export function pathTo(root: TaroNode, fits: (node: TaroNode) => boolean): TaroNode[] | null {
  if (fits(root)) return [root]
  for (const child of root.cn ?? []) {
    const found = child && pathTo(child, fits)
    if (found) return [root, ...found]
  }
  return null
}

export function* allNodes(root: TaroNode): Generator<TaroNode> {
  yield root
  for (const child of root.cn ?? []) if (child) yield* allNodes(child)
}

/** All text of a node and what is in it, `between` put between pieces. */
export function textOf(node: TaroNode, between = ''): string {
  const pieces = [...allNodes(node)].map(({ v }) => v ?? '').filter((piece) => piece !== '')
  return pieces.join(between)
}

/** Puts a value where a path of `setData` says: `root.cn.[0].v`, `a[1].b`. What is missing on the way is made. */
export function setPath(target: Record<string, unknown>, where: string, value: unknown): void {
  const steps = pathSteps(where)
  let at = target
  steps.slice(0, -1).forEach((step, index) => {
    const next = at[step]
    if (typeof next !== 'object' || next === null) at[step] = typeof steps[index + 1] === 'number' ? [] : {}
    at = at[step] as Record<string, unknown>
  })
  at[steps.at(-1)!] = value
}

/** The steps of a path of `setData`: names, and numbers for places in a list. */
export function pathSteps(where: string): (string | number)[] {
  return where
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}
