/** A disk of its own for a server, small enough to be filled. Linux. */
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { ChildServer } from '../tools/child-server'

const CHUNK = Buffer.alloc(1024 * 1024)
const PAGE = Buffer.alloc(4096)

/**
 * The command that mounts a disk in memory over a folder, for itself alone, and becomes the program whose words follow it.
 * Who is not root may mount in a namespace of users of their own.
 */
export function withDiskOf(megabytes: number, folder: string): string[] {
  const mount = `mount -t tmpfs -o size=${megabytes}m,mode=0711 none "$0" && exec "$@"`
  const asUser = process.getuid?.() === 0 ? [] : ['--user', '--map-current-user', '--keep-caps']
  return ['unshare', ...asUser, '--mount', 'sh', '-c', mount, folder]
}

/** Fills the disk of a server to the last page, as somebody's videos would. */
export function fillDisk(server: ChildServer): void {
  const file = openSync(ballastOf(server), 'a')
  try {
    for (const part of [CHUNK, PAGE]) while (canWrite(file, part));
  } finally {
    closeSync(file)
  }
  const { bavail } = statfsSync(server.ownDataDir)
  if (bavail > 0) throw new Error(`the disk is not full: ${bavail} blocks are left`)
}

export function emptyDisk(server: ChildServer): void {
  rmSync(ballastOf(server))
}

const ballastOf = (server: ChildServer) => path.join(server.ownDataDir, 'ballast')

function canWrite(file: number, part: Buffer): boolean {
  try {
    return writeSync(file, part) === part.length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}
