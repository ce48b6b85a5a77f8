/**
 * Flush at once when idle; what arrives while a flush is under way waits for it and goes together. No timer: nobody
 * waits longer than one flush, and under load a flush carries as many as came meanwhile. Each caller's promise settles
 * with the flush that carried its item.
 */
export function batch<Item>(
  flush: (items: readonly Item[]) => Promise<void>,
  most = 200,
): (item: Item) => Promise<void> {
  let waiting: { item: Item; done: () => void; failed: (error: unknown) => void }[] = []
  let flushing = false

  async function drain(): Promise<void> {
    flushing = true
    while (waiting.length) {
      const group = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        await flush(group.map(entry => entry.item))
        for (const entry of group) entry.done()
      } catch (error) {
        for (const entry of group) entry.failed(error)
      }
    }
    flushing = false
  }

  return item =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      if (!flushing) void drain()
    })
}
