/** One line per step, with its time once it took long enough to be noticed. */
export async function step<T>(
  title: string,
  work: () => Promise<T>,
  done?: (result: T) => string | undefined,
): Promise<T> {
  const begun = performance.now()
  const result = await work()
  const seconds = (performance.now() - begun) / 1000
  const text = done ? done(result) : title
  if (text) say(`  ${text}${seconds >= 0.5 ? ` (${seconds.toFixed(1)} s)` : ''}`)
  return result
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
