import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { giveTo, type RunAs, runToEnd } from './embedded.run.ts'
import { SetupError } from './setup-error.ts'

const SUPERUSER = 'postgres'
const ROOM_FOR_NEW_MB = 100
const ROOM_TO_START_MB = 20

interface NewCluster {
  binaries: string
  runAs: RunAs
  /** The cluster's own folder; its parent exists. */
  cluster: string
  password: string
}

/** Makes the cluster if there is none. Made beside its place and renamed, so that a kill in the middle leaves nothing half. */
export async function ensureCluster({ binaries, runAs, cluster, password }: NewCluster): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    requireRoom(cluster, ROOM_TO_START_MB)
    await requireSameVersion(binaries, runAs, cluster)
    giveTo(runAs, cluster)
    // PostgreSQL insists; a copied or restored folder may have lost it.
    chmodSync(cluster, 0o700)
    return
  }
  removeHalfMade(cluster)
  requireRoom(cluster, ROOM_FOR_NEW_MB)
  // Of this process alone: the initdb of a start that was killed may still be writing into its own.
  const fresh = `${cluster}.new-${process.pid}`
  const passwordFile = `${fresh}.password`
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (runAs === 'nobody') chmodSync(dirname(cluster), 0o711)
  giveTo(runAs, fresh)
  giveTo(runAs, passwordFile)
  try {
    const major = await serverMajor(binaries, runAs)
    const locale =
      major >= 17
        ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
        : [`--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`]
    const args = [
      '-D',
      fresh,
      '-U',
      SUPERUSER,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...locale,
      '--data-checksums',
    ]
    const { code, output } = await runToEnd(runAs, join(binaries, 'initdb'), args)
    if (code !== 0) throw explain(output, cluster)
    renameSync(fresh, cluster)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

function removeHalfMade(cluster: string): void {
  const parent = dirname(cluster)
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(cluster)}.new-`)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

/** Turns what PostgreSQL said into what to do about it. */
export function explain(output: string, cluster: string): SetupError {
  const last = output.trim().split('\n').slice(-6).join('\n')
  if (/No space left on device/i.test(output))
    return new SetupError(`The disk is full: the database in ${cluster} needs room. Free some and start again.`)
  if (/Permission denied/i.test(output)) {
    return new SetupError(
      `The database may not use ${cluster}. As root, use a DATA_DIR that every user can reach (not under /root), or run as an ordinary user.\n${last}`,
    )
  }
  if (/could not look up effective user ID/i.test(output)) {
    return new SetupError(
      `PostgreSQL runs only as a user that has a name, and this one has only a number (${process.getuid?.()}). Give it a line in /etc/passwd, run as another user, or use DATABASE_URL.`,
    )
  }
  return new SetupError(`The embedded database did not start in ${cluster}:\n${last}`)
}

async function serverMajor(binaries: string, runAs: RunAs): Promise<number> {
  const { output } = await runToEnd(runAs, join(binaries, 'postgres'), ['--version'])
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(output)?.[1])
  if (!major) throw explain(output, binaries)
  return major
}

async function requireSameVersion(binaries: string, runAs: RunAs, cluster: string): Promise<void> {
  const made = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'))
  const ours = await serverMajor(binaries, runAs)
  if (made === ours) return
  const advice =
    made > ours
      ? 'Start the newer version of Baiki that made it, or use another DATA_DIR.'
      : 'Restore a backup into a new DATA_DIR.'
  throw new SetupError(
    `The data folder ${cluster} was made by PostgreSQL ${made}; this version of Baiki brings ${ours}. ${advice}`,
  )
}

function requireRoom(cluster: string, needed: number): void {
  const disk = statfsSync(dirname(cluster))
  const free = Math.floor((disk.bavail * disk.bsize) / 1_000_000)
  if (free >= needed) return
  throw new SetupError(
    `The disk is full: ${free} MB free for ${dirname(cluster)}, at least ${needed} MB are needed. Free some and start again.`,
  )
}
