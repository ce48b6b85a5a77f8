import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { supervise } from './start.process.ts'

test('no process that is kept running is given the owner’s address or the first admin’s password', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baiki-process-'))
  const program = join(folder, 'program.mjs')
  writeFileSync(
    program,
    `import { writeFileSync } from 'node:fs'
     writeFileSync(${JSON.stringify(join(folder, 'environment'))}, JSON.stringify(process.env))
     console.log('{"ready":true,"port":1}')
     setInterval(() => {}, 1000)`,
  )
  for (const name of ['DATABASE_URL', 'ADMIN_USERNAME', 'ADMIN_PASSWORD']) vi.stubEnv(name, 'the-owner-s-own')
  const running = supervise({ name: 'program', program, variables: () => ({ GIVEN: 'this' }) })
  try {
    await running.ready
    const held = readFileSync(join(folder, 'environment'), 'utf8')
    expect(held).toContain('"GIVEN":"this"')
    expect(held).not.toContain('the-owner-s-own')
  } finally {
    await running.stop()
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  }
})
