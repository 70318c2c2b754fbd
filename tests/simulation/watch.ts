import type { TownTables } from './checks/tables'

/** Looks at what every commit of a history does. What must not be it tells by itself, what is left over at the end it answers. */
export interface Watch {
  begin(): Promise<void>
  /** A transaction was committed. */
  committed(): Promise<void>
  /** The jobs begin; answers what to call when they are through. */
  tickBegins(): Promise<() => void>
  /** What must not be now that all is quiet. */
  end(tables: TownTables): string[]
}
