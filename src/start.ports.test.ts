import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { requirePort } from './start.ports.ts'

test('a taken port is refused with another one to try', async () => {
  const other = createServer()
  await new Promise<void>(done => other.listen(0, '127.0.0.1', done))
  const { port } = other.address() as { port: number }
  await expect(requirePort('127.0.0.1', port)).rejects.toThrow(
    `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${port + 1} npm start`,
  )
  other.close()
})

test('port 0 finds a free one', async () => {
  expect(await requirePort('127.0.0.1', 0)).toBeGreaterThan(0)
})

test('an address of another machine is refused', async () => {
  await expect(requirePort('192.0.2.1', 0)).rejects.toThrow('is not an address of this machine')
})
