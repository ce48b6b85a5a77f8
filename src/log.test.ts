import { expect, test } from 'vitest'
import { createLog } from './log.ts'

const PLANTED = 'EAAG-planted-access-token-0123456789'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog('debug', [PLANTED, 'p@ss/word+1'], line => lines.push(line)))
  return lines.join('')
}

test('a secret of this process is cut out of every line, whichever way it came in', () => {
  const text = logged(log => {
    log.info({ url: `https://graph.example/?access_token=${PLANTED}` }, `sent with ${PLANTED}`)
    log.error({ err: new Error(`connect postgresql://app:p%40ss%2Fword%2B1@host failed for ${PLANTED}`) }, 'failed')
    log.warn({ deep: { deeper: { list: [PLANTED] } } }, 'dumped')
  })
  expect(text).toContain('[secret]')
  expect(text).not.toContain(PLANTED)
  expect(text).not.toContain('p%40ss%2Fword%2B1')
})

test('fields with a secret name are hidden whatever they hold', () => {
  const text = logged(log => {
    log.info(
      {
        password: 'rahsia-besar',
        user: { token: 'tok-abc-123' },
        req: { headers: { cookie: 'baiki=xyz-789', authorization: 'Bearer q' } },
      },
      'in',
    )
    log.info({ form: { passcode: '246810' } }, 'form')
  })
  for (const secret of ['rahsia-besar', 'tok-abc-123', 'xyz-789', 'Bearer q', '246810'])
    expect(text).not.toContain(secret)
})

test("a customer's link cannot be opened from the log", () => {
  const token = 'Zk3vQ0r8Jt5uWn2yXb7cLd9e'
  const text = logged(log => log.info({ path: `/t/${token}` }, `GET /api/v1/public/${token}/ticket and /c/${token}`))
  expect(text).not.toContain(token)
  expect(text).toContain('/t/[link]')
})

test('a row that the database refused is not copied into the log', () => {
  const refused = Object.assign(new Error('new row for relation "customers" violates check constraint'), {
    code: '23514',
    detail: 'Failing row contains (018f, Siti Aminah, +60123456789).',
    where: 'COPY customers, line 1: "Siti Aminah"',
  })
  const text = logged(log => log.error({ err: refused }, 'request failed'))
  expect(text).toContain('23514')
  expect(text).not.toContain('Siti Aminah')
})
