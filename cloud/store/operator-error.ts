/** Why a start can fail. Stable: scripts and tests look at the code, people read the sentences. */
export type StartErrorCode =
  | 'settings'
  | 'port_in_use'
  | 'port_not_allowed'
  | 'no_network_address'
  | 'already_running'
  | 'data_not_writable'
  | 'data_unreachable'
  | 'data_of_other_user'
  | 'data_of_other_version'
  | 'data_newer_than_program'
  | 'disk_full'
  | 'cannot_change_user'
  | 'user_unknown'
  | 'binaries_missing'
  | 'binaries_unusable'
  | 'database_does_not_start'
  | 'database_keeps_dying'
  | 'database_unreachable'
  | 'database_too_old'
  | 'demonstration_unfinished'
  | 'migration_failed'

/** Why a backup or a restore can fail. */
export type BackupErrorCode =
  | 'usage'
  | 'file_unreadable'
  | 'file_not_writable'
  | 'not_a_backup'
  | 'backup_damaged'
  | 'backup_newer'
  | 'target_not_empty'
  | 'target_other_level'
  | 'nothing_to_back_up'
  | 'database_in_use'

/**
 * A failure told to the person who runs the server: one sentence in Chinese and one in English, after which the command
 * ends with an exit code other than 0. Never shown to users of the product, so it may name paths.
 */
export class OperatorError<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(en, options)
  }
}

export class StartError extends OperatorError<StartErrorCode> {
  override name = 'StartError'
}

export class BackupError extends OperatorError<BackupErrorCode> {
  override name = 'BackupError'
}

/** The message of anything thrown, for the end of a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}

/** A database that was named by `DATABASE_URL` and does not let us in. */
export function unreachable(error: unknown): StartError {
  return new StartError(
    'database_unreachable',
    `连不上数据库：${reasonOf(error)}，请检查 DATABASE_URL。`,
    `The database cannot be reached: ${reasonOf(error)}. Check DATABASE_URL.`,
    { cause: error },
  )
}
