import { createDatabase, type OpenDatabase } from '@cloud/store/open'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { DROP_UNIQUE, type Weakening } from './breaks'
import { BEGIN, type HistoryOptions } from './history'
import { playHistory, type Outcome } from './play-history'
import { layGround } from './town'
import { Turnstile } from './turnstile'

/** Connections of the simulated server. */
const SESSIONS = 8
/** A database grows slow and its plans old; after so many histories there is a new one. */
const HISTORIES = 300

interface Scene {
  made: TestDatabase
  database: OpenDatabase
  turnstile: Turnstile
}

/** Where histories are played: a database for some hundred of them, then a fresh one. */
export class Stage {
  private scene: Scene | null = null
  private played = new Set<string>()

  constructor(private readonly broken: Weakening | null) {}

  /** Plays one history on rows of its own. The same seed played again gets a fresh database, since its ids are the same. */
  async play(options: Omit<HistoryOptions, 'broken'>): Promise<Outcome> {
    const key = `${options.scenario} ${options.seed}`
    if (this.played.size >= HISTORIES || this.played.has(key)) await this.close()
    this.played.add(key)
    this.scene ??= await this.open()
    return playHistory({ ...options, broken: this.broken }, this.scene.database, this.scene.turnstile)
  }

  async close(): Promise<void> {
    const { scene } = this
    this.scene = null
    this.played = new Set()
    if (!scene) return
    await scene.turnstile.close()
    await scene.database.close()
    await scene.made.drop()
  }

  private async open(): Promise<Scene> {
    const made = await testDatabase()
    const database = createDatabase(made.connection, { connections: 1 })
    if (this.broken === 'no-unique') await database.pool.query(DROP_UNIQUE)
    await layGround(database, BEGIN)
    return { made, database, turnstile: await Turnstile.open(made.connection, SESSIONS) }
  }
}
