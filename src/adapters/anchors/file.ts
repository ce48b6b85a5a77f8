import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { anchorLine, parseAnchors } from '../../shared/anchors.ts'
import type { Anchors } from './anchors.ts'

/** A file that is only added to. */
export function fileAnchors(path: string): Anchors {
  let last: number | undefined
  return {
    async keep(head) {
      last ??= await lastOf(path)
      if (head.number <= last) return
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const file = await open(path, 'a', 0o600)
      try {
        await file.appendFile(anchorLine(head, new Date().toISOString()))
        await file.sync()
      } finally {
        await file.close()
      }
      last = head.number
    },
  }
}

async function lastOf(path: string): Promise<number> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return parseAnchors(text).at(-1)?.number ?? 0
}
