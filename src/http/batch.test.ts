import { expect, test } from 'vitest'
import { batch } from './batch.ts'

/** A flush that ends when told to. */
function slowFlush() {
  const groups: number[][] = []
  const ends: { done: () => void; fail: (error: Error) => void }[] = []
  const flush = (items: readonly number[]) =>
    new Promise<void>((done, fail) => {
      groups.push([...items])
      ends.push({ done, fail })
    })
  return { groups, ends, flush }
}

const settle = () => new Promise(done => setImmediate(done))

test('the first goes at once; what comes meanwhile goes together with the next flush', async () => {
  const { groups, ends, flush } = slowFlush()
  const add = batch(flush)
  const first = add(1)
  const rest = [add(2), add(3)]
  expect(groups).toEqual([[1]])
  ends[0]?.done()
  await first
  await settle()
  expect(groups).toEqual([[1], [2, 3]])
  ends[1]?.done()
  await Promise.all(rest)
})

test('a flush that fails tells those it carried and nobody else', async () => {
  const { ends, flush } = slowFlush()
  const add = batch(flush)
  const first = add(1)
  const second = add(2)
  ends[0]?.fail(new Error('disk full'))
  await expect(first).rejects.toThrow('disk full')
  await settle()
  ends[1]?.done()
  await expect(second).resolves.toBeUndefined()
})

test('a flush carries at most as many as it may', async () => {
  const { groups, ends, flush } = slowFlush()
  const add = batch(flush, 2)
  const all = [1, 2, 3, 4].map(add)
  for (let flushed = 0; flushed < 3; flushed++) {
    await settle()
    ends[flushed]?.done()
  }
  await Promise.all(all)
  expect(groups).toEqual([[1], [2, 3], [4]])
})
