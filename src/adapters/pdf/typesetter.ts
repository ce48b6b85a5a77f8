import { type Face, facesFor, type Weight } from './fonts.ts'

export interface Style {
  readonly size: number
  readonly weight?: Weight
  readonly color?: string
  /** Figures of one width, so that a column of amounts lines up. Elsewhere they would tear numbers with hyphens apart. */
  readonly tabular?: boolean
}

interface Place {
  readonly x: number
  /** Top of the line. */
  readonly y: number
  readonly width: number
  readonly align?: 'left' | 'right' | 'center'
}

export interface Typesetter {
  /** Breaks at spaces, between Chinese characters, and inside a word only when it is longer than the line. */
  wrap(text: string, style: Style, width: number): string[]
  width(text: string, style: Style): number
  /** One line; what does not fit is cut with an ellipsis. */
  line(text: string, style: Style, place: Place): void
  /** As many lines as it takes; returns the height. */
  block(text: string, style: Style, place: Place): number
}

interface Run {
  readonly face: Face
  readonly text: string
}

export const INK = '#111111'
export const QUIET = '#555555'
export const LEADING = 1.38
/** Share of the size that lies above the baseline (Inter's ascent, within the leading). */
const BASELINE = 1.06

/** Prepares the fonts that these texts need; drawing is synchronous afterwards. */
export async function typesetterFor(doc: PDFKit.PDFDocument, texts: string): Promise<Typesetter> {
  const faces = await facesFor(printable(texts))
  for (const { name, bytes } of faces) {
    doc.registerFont(`${name} regular`, bytes.regular)
    doc.registerFont(`${name} strong`, bytes.strong)
  }

  const choose = (run: Run, { size, weight = 'regular' }: Style) =>
    doc.font(`${run.face.name} ${weight}`).fontSize(size)
  const options = ({ tabular }: Style): PDFKit.Mixins.TextOptions => (tabular ? { features: ['tnum'] } : {})
  const widths = new Map<string, number>()
  const runWidth = (run: Run, style: Style): number => {
    const key = `${run.face.name} ${style.weight} ${style.size} ${style.tabular} ${run.text}`
    const known = widths.get(key)
    const width = known ?? choose(run, style).widthOfString(run.text, options(style))
    if (known === undefined) widths.set(key, width)
    return width
  }
  const width = (text: string, style: Style) => runsOf(text, faces).reduce((sum, run) => sum + runWidth(run, style), 0)

  function draw(text: string, style: Style, x: number, y: number): void {
    let at = x
    for (const run of runsOf(text, faces)) {
      choose(run, style)
      // Reordered vowels would be copied in the order of their shapes; the real spelling goes along.
      if (run.face.reorders) doc.markContent('Span', { actual: run.text })
      doc.fillColor(style.color ?? INK).text(run.text, at, y + style.size * BASELINE, {
        lineBreak: false,
        baseline: 'alphabetic',
        ...options(style),
      })
      if (run.face.reorders) doc.endMarkedContent()
      at += runWidth(run, style)
    }
  }

  function line(text: string, style: Style, place: Place): void {
    const shown = shorten(printable(text), place.width, t => width(t, style))
    const free = place.width - width(shown, style)
    draw(shown, style, place.x + (place.align === 'right' ? free : place.align === 'center' ? free / 2 : 0), place.y)
  }

  const wrap = (text: string, style: Style, within: number) =>
    printable(text)
      .split('\n')
      .flatMap(paragraph => wrapParagraph(paragraph, within, t => width(t, style)))

  return {
    wrap,
    width: (text, style) => width(printable(text), style),
    line,
    block(text, style, place) {
      const lines = wrap(text, style, place.width)
      for (const [index, content] of lines.entries()) {
        line(content, style, { ...place, y: place.y + index * style.size * LEADING })
      }
      return lines.length * style.size * LEADING
    },
  }
}

/** Names from WhatsApp carry emoji and invisible marks that no paper needs. */
const printable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(
      /(?![©®™])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\uFE00-\uFE0F]|\u200D|\u20E3/gu,
      '',
    )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?!\n)\p{C}/gu, '')

function runsOf(text: string, faces: readonly Face[]): Run[] {
  const fallback = faces[0]
  if (!fallback) return []
  const runs: Run[] = []
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    const last = runs.at(-1)
    // Stays in the face it is in while that one has the character: a Tamil word is shaped as a whole.
    const face = char !== ' ' && last?.face.characters.has(code) ? last.face : faces.find(f => f.characters.has(code))
    const shown = face ? char : '?'
    if (last && last.face === (face ?? fallback)) runs[runs.length - 1] = { face: last.face, text: last.text + shown }
    else runs.push({ face: face ?? fallback, text: shown })
  }
  return runs
}

const graphemes = (text: string): string[] => [...new Intl.Segmenter('ms').segment(text)].map(({ segment }) => segment)

function shorten(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width + 0.01) return text
  const parts = graphemes(text)
  while (parts.length > 1 && measure(`${parts.join('').trimEnd()}…`) > width) parts.pop()
  return `${parts.join('').trimEnd()}…`
}

function wrapParagraph(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let current = ''
  const push = (piece: string) => {
    if (measure((current + piece).trimEnd()) <= width) {
      current += piece
      return
    }
    if (current.trim()) lines.push(current.trimEnd())
    current = piece.trimStart()
  }
  for (const word of text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+-?|\s+/gu) ?? []) {
    if (measure(word) <= width) push(word)
    else for (const grapheme of graphemes(word)) push(grapheme)
  }
  if (current.trim() || lines.length === 0) lines.push(current.trimEnd())
  return lines
}
