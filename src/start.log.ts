import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const LIMIT_BYTES = 10_000_000

/** Keeps the serving process's lines in a file, the last two files of 10 MB; so that a person's terminal stays readable. */
export function logFile(path: string): (text: string) => void {
  mkdirSync(dirname(path), { recursive: true })
  // There from the start, for whoever follows it.
  appendFileSync(path, '', { mode: 0o600 })
  let size = statSync(path).size
  return text => {
    if (size > LIMIT_BYTES) {
      renameSync(path, `${path}.1`)
      size = 0
    }
    try {
      appendFileSync(path, text, { mode: 0o600 })
      size += Buffer.byteLength(text)
    } catch {
      // A full disk must not end the run that logs.
    }
  }
}
