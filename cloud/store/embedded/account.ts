import { spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import path from 'node:path'
import { reasonOf, StartError } from '../operator-error'

/**
 * The account PostgreSQL runs under, in the shape `spawn` takes. Empty: the account of this process. PostgreSQL refuses to
 * run as root, so under root it gets an account of its own.
 */
export interface ServerAccount {
  uid?: number
  gid?: number
}

/** 「nobody」 of nearly every Unix; initdb wants an account that has a name. */
const NOBODY = 65534

/**
 * Chooses the account. A cluster that exists keeps its owner, because PostgreSQL reads no other's files.
 * Throws `data_of_other_user` when that owner is out of reach.
 */
export function chooseAccount(cluster: string): ServerAccount {
  const self = process.getuid?.()
  if (self === undefined) return {}
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (self !== 0) {
    if (owner && owner.uid !== self)
      throw new StartError(
        'data_of_other_user',
        `数据目录 ${cluster} 属于另一个系统用户（uid ${owner.uid}），请用该用户启动，或执行 sudo chown -R ${self} ${path.dirname(cluster)}。`,
        `The data in ${cluster} belongs to another system user (uid ${owner.uid}): start as that user, or run sudo chown -R ${self} ${path.dirname(cluster)}.`,
      )
    return {}
  }
  if (!owner) return { uid: NOBODY, gid: NOBODY }
  if (owner.uid === 0)
    throw new StartError(
      'data_of_other_user',
      `数据目录 ${cluster} 属于 root，而 PostgreSQL 不以 root 运行，请执行 chown -R ${NOBODY}:${NOBODY} ${cluster}。`,
      `The data in ${cluster} belongs to root, and PostgreSQL does not run as root: run chown -R ${NOBODY}:${NOBODY} ${cluster}.`,
    )
  return { uid: owner.uid, gid: owner.gid }
}

/** Whether the account may read and enter a folder. The kernel is asked, not the mode bits: ACLs and mounts count too. */
export function canEnter(account: ServerAccount, folder: string): boolean {
  if (account.uid === undefined) return true
  const asked = spawnSync('/bin/sh', ['-c', 'test -x "$1" && cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' })
  if (asked.error)
    throw new StartError(
      'cannot_change_user',
      `正以 root 运行，但无法切换到 uid ${account.uid} 来启动数据库（${reasonOf(asked.error)}），请改用普通用户运行。`,
      `Running as root, but the database cannot be started as uid ${account.uid} (${reasonOf(asked.error)}): run as an ordinary user.`,
    )
  return asked.status === 0
}

/** Makes the account the owner of a folder that was just created. */
export function giveTo(account: ServerAccount, folder: string): void {
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? account.uid)
}
