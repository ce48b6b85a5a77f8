import { isAway, isDiskFull } from './db/errors.ts'
import { SetupError } from './db/setup-error.ts'

/** What a start that failed says: what is the matter and what to do about it. A stack only where nobody knows the cause. */
export function explain(error: NodeJS.ErrnoException): string {
  if (error instanceof SetupError) return error.message
  // Some of SQLite's and PostgreSQL's own failures carry it in their words only.
  if (isDiskFull(error) || /disk is full|No space left on device/.test(error.message))
    return `The disk is full (${error.path ?? 'DATA_DIR'}). Free some room and start again.`
  if (error.code === 'EACCES' || error.code === 'EROFS')
    return `${error.path} may not be written by this user. Choose another DATA_DIR, or give it to this user.`
  if (isAway(error))
    return `The database went away while Baiki was starting (${error.message}). Nothing is half done: start again. If it happens again, the database’s log says why (the embedded one’s is postgres.log in the data folder).`
  return error.stack ?? error.message
}
