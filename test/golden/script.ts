import { readFileSync } from 'node:fs'

export type Expectation =
  | { readonly kind: 'says' | 'not'; readonly words: string }
  | { readonly kind: 'matches'; readonly pattern: RegExp }
  | { readonly kind: 'taps'; readonly title: string }

interface Line<Kind extends string> {
  readonly kind: Kind
  readonly at: number
}
export type Step =
  | (Line<'burst'> & {
      readonly said: readonly string[]
      /** What each bubble of the answer has to say; none: silence. */
      readonly bubbles: readonly (readonly Expectation[])[]
    })
  | (Line<'silence'> & { readonly days: number })
  | (Line<'check'> & { readonly what: string })

export interface Script {
  readonly title: string
  /** How the shop itself is, other than usual. */
  readonly shop: string | null
  readonly given: readonly string[]
  readonly steps: readonly Step[]
}

function expectationOf(line: string): Expectation {
  if (line.startsWith('<!')) return { kind: 'not', words: line.slice(2).trim() }
  const words = line.slice(1).trim()
  const pattern = /^\/(.+)\/$/.exec(words)?.[1]
  if (pattern) return { kind: 'matches', pattern: new RegExp(pattern, 'iu') }
  const title = /^\[(.+)\]$/.exec(words)?.[1]
  return title ? { kind: 'taps', title } : { kind: 'says', words }
}

/** Reads a conversation; a line that nothing understands is a mistake of its author. */
export function readScript(path: string): Script {
  const lines = readFileSync(path, 'utf8').split('\n')
  const given: string[] = []
  let shop: string | null = null
  const steps: Step[] = []
  let said: string[] = []
  let bubbles: Expectation[][] = []
  let started = 0
  const close = (): void => {
    if (said.length) steps.push({ kind: 'burst', at: started, said, bubbles })
    said = []
    bubbles = []
  }
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    const at = index + 1
    if (!line || line.startsWith('#')) continue
    if (line.startsWith('given:')) given.push(line.slice(6).trim())
    else if (line.startsWith('shop:')) shop = line.slice(5).trim()
    else if (line.startsWith('>')) {
      if (bubbles.length || !said.length) {
        close()
        started = at
      }
      said.push(line.slice(1).trim())
    } else if (line === '< (nothing)') bubbles = []
    else if (line === '--') bubbles.push([])
    else if (line.startsWith('<')) {
      if (!bubbles.length) bubbles.push([])
      bubbles.at(-1)?.push(expectationOf(line))
    } else if (line.startsWith('~')) {
      close()
      steps.push({ kind: 'silence', at, days: Number(/(\d+) days?/.exec(line)?.[1]) })
    } else if (line.startsWith('=')) {
      close()
      steps.push({ kind: 'check', at, what: line.slice(1).trim() })
    } else throw new Error(`${path}:${at}: what is "${line}"?`)
  }
  close()
  return { title: lines[0]?.replace(/^#\s*/, '') ?? '', shop, given, steps }
}
