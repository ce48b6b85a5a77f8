import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create } from 'fontkit'
import subsetFont from 'subset-font'

/** Inter for our own words, Noto Sans Tamil and Noto Sans SC for names (all SIL Open Font License 1.1). */
const FAMILIES = [
  { family: 'inter', subsets: ['latin', 'latin-ext'] },
  { family: 'noto-sans-tamil', subsets: ['tamil'] },
  { family: 'noto-sans-sc', subsets: null },
] as const

const WEIGHTS = { regular: 400, strong: 600 } as const
export type Weight = keyof typeof WEIGHTS

export interface Face {
  /** Family and slice, unique among faces. */
  readonly name: string
  readonly bytes: Record<Weight, Buffer>
  readonly characters: ReadonlySet<number>
  /** The script whose glyphs are drawn in another order than they are written. */
  readonly reorders: boolean
}

interface Slice {
  readonly family: string
  readonly key: string
  readonly ranges: readonly (readonly [number, number])[]
}

const require = createRequire(import.meta.url)
const folderOf = (family: string) => dirname(require.resolve(`@fontsource-variable/${family}/package.json`))

let slices: Promise<Slice[]> | undefined
const faces = new Map<string, Promise<Face>>()

/**
 * The faces that cover the text, in the order in which they are asked. The Chinese font comes in about a hundred slices,
 * of which a name needs two or three; each is read once for the life of the process.
 */
export async function facesFor(text: string): Promise<Face[]> {
  slices ??= readSlices()
  const wanted = new Set([...text].map(char => char.codePointAt(0) ?? 0))
  const needed = (await slices).filter(
    (slice, index) =>
      index === 0 || slice.ranges.some(([from, to]) => [...wanted].some(code => code >= from && code <= to)),
  )
  return Promise.all(needed.map(openFace))
}

async function readSlices(): Promise<Slice[]> {
  const all = await Promise.all(
    FAMILIES.map(async ({ family, subsets }) => {
      const ranges: Record<string, string> = JSON.parse(await readFile(join(folderOf(family), 'unicode.json'), 'utf8'))
      const numbered = Object.keys(ranges).filter(key => key.startsWith('['))
      return (subsets ?? numbered).map(key => ({
        family,
        key: key.replace(/[[\]]/g, ''),
        ranges: parseRanges(ranges[key] ?? ''),
      }))
    }),
  )
  return all.flat()
}

function parseRanges(text: string): [number, number][] {
  return text.split(',').map(range => {
    const [from = '', to = from] = range.replace('U+', '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })
}

function openFace(slice: Slice): Promise<Face> {
  const name = `${slice.family}-${slice.key}`
  const known = faces.get(name)
  if (known) return known
  const opening = readFace(slice, name)
  opening.catch(() => faces.delete(name))
  faces.set(name, opening)
  return opening
}

async function readFace(slice: Slice, name: string): Promise<Face> {
  const variable = await readFile(join(folderOf(slice.family), 'files', `${name}-wght-normal.woff2`))
  const regular = await pin(variable, 'regular')
  const font = create(regular)
  if (!('characterSet' in font)) throw new Error(`${name} is a collection, not a font`)
  return {
    name,
    bytes: { regular, strong: await pin(variable, 'strong') },
    characters: new Set(font.characterSet),
    reorders: slice.family === 'noto-sans-tamil',
  }
}

/** A variable font cannot be embedded as it is: it is fixed at one weight first. */
const pin = (variable: Buffer, weight: Weight): Promise<Buffer> =>
  subsetFont(variable, undefined, {
    keepAllGlyphs: true,
    noHinting: true,
    targetFormat: 'truetype',
    variationAxes: { wght: WEIGHTS[weight] },
  })
