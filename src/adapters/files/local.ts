import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { Sealer } from '../seal.ts'
import type { Files } from './files.ts'

const ID = /^[a-z][a-z_]{0,30}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Such a file that was never renamed: its process died, or the disk was full. */
const PART = /\.\d+\.part$/

/** A folder of sealed files. The id is authenticated with the bytes: a file swapped for another one does not open. */
export function localFiles(folder: string, sealer: Sealer): Files {
  const pathOf = (id: string) => {
    if (!ID.test(id.replace(PART, ''))) throw new AppError('not_found')
    const [kind = '', name = ''] = id.split('/')
    return join(folder, kind, name.slice(0, 2), name)
  }

  return {
    async put(bytes, { kind }) {
      const id = `${kind}/${randomUUID()}`
      await writeWhole(pathOf(id), sealer.sealBytes(bytes, `file:${id}`))
      return { id, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
    },
    async get(id) {
      const sealed = await readFile(pathOf(id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw new AppError('not_found')
        throw error
      })
      try {
        return sealer.unsealBytes(sealed, `file:${id}`)
      } catch (cause) {
        throw Object.assign(new AppError('file_damaged'), { cause })
      }
    },
    async delete(id) {
      await rm(pathOf(id), { force: true })
    },
    async *list(before) {
      for (const kind of await namesIn(folder)) {
        for (const shelf of await namesIn(join(folder, kind))) {
          const ids = (await namesIn(join(folder, kind, shelf))).map(name => `${kind}/${name}`)
          const ours = ids.filter(id => ID.test(id.replace(PART, '')))
          const old = await Promise.all(ours.map(id => isOlder(pathOf(id), before)))
          yield ours.filter((_, n) => old[n])
        }
      }
    },
  }
}

/** Nothing where there is no such folder. */
const namesIn = (path: string): Promise<string[]> =>
  readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })

const isOlder = (path: string, than: Date): Promise<boolean> =>
  stat(path).then(
    found => found.mtime < than,
    // Renamed or deleted in the meantime.
    () => false,
  )

/** A crash leaves either the whole file or none: written beside, forced to disk, then renamed. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const beside = `${path}.${process.pid}.part`
  try {
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** Makes the new name durable; Windows cannot open a folder and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
