import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { Sealer } from '../seal.ts'
import type { Files } from './files.ts'

const ID = /^[a-z][a-z_]{0,30}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A folder of sealed files. The id is authenticated with the bytes: a file swapped for another one does not open. */
export function localFiles(folder: string, sealer: Sealer): Files {
  const pathOf = (id: string) => {
    if (!ID.test(id)) throw new AppError('not_found')
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
  }
}

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
