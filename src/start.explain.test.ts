import { expect, test } from 'vitest'
import { explain as explainServer } from './db/embedded.cluster.ts'
import { runToEnd } from './db/embedded.run.ts'
import { SetupError } from './db/setup-error.ts'
import { explain } from './start.explain.ts'

const failed = (message: string, more: object = {}) => Object.assign(new Error(message), more)

test('what stopped a start is said with what to do, without a stack', () => {
  for (const [error, words] of [
    [new SetupError('PORT is wrong'), 'PORT is wrong'],
    [failed('write', { code: 'ENOSPC', path: '/data' }), 'The disk is full (/data). Free some room'],
    [failed('could not extend file: No space left on device', { code: '53100' }), 'The disk is full'],
    [failed('open', { code: 'EACCES', path: '/data' }), 'Choose another DATA_DIR'],
    [failed('Connection terminated unexpectedly'), 'start again'],
    [failed('terminating connection due to unexpected postmaster exit', { code: '57P02' }), 'start again'],
    [failed('read ECONNRESET', { code: 'ECONNRESET' }), 'start again'],
  ] as const) {
    expect(explain(error)).toContain(words)
    expect(explain(error)).not.toContain('    at ')
  }
})

test('a cause that nobody knows keeps its stack', () => {
  expect(explain(failed('odd'))).toContain('    at ')
})

test('a program of the database that was killed is told as such', async () => {
  const { code, output } = await runToEnd('self', process.execPath, ['-e', "process.kill(process.pid, 'SIGKILL')"])
  expect(code).not.toBe(0)
  expect(explainServer(output, '/data/postgres').message).toContain('ended from outside (SIGKILL). Start again.')
})
