export interface Mark {
  readonly kind: 'text' | 'code' | 'link' | 'bold' | 'italic' | 'struck'
  /** Without its marks; inside bold, italic and struck there may be others. */
  readonly text: string
}

/** How WhatsApp marks text: `*bold*`, `_italic_`, `~struck~`, ``` `mono` ```, and addresses. A mark hugs its words. */
const MARKED =
  /```([\s\S]+?)```|`([^`\n]+)`|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)*_~])|(?<![\p{L}\p{N}])(?:\*(\S|\S[^\n]*?\S)\*|_(\S|\S[^\n]*?\S)_|~(\S|\S[^\n]*?\S)~)(?![\p{L}\p{N}])/gu
const KINDS = ['code', 'code', 'link', 'bold', 'italic', 'struck'] as const

export function marksOf(text: string): Mark[] {
  const marks: Mark[] = []
  let from = 0
  for (const match of text.matchAll(MARKED)) {
    if (match.index > from) marks.push({ kind: 'text', text: text.slice(from, match.index) })
    for (const [at, kind] of KINDS.entries()) {
      const inner = match[at + 1]
      if (inner !== undefined) marks.push({ kind, text: inner })
    }
    from = match.index + match[0].length
  }
  if (from < text.length) marks.push({ kind: 'text', text: text.slice(from) })
  return marks
}

/** The same without its marks, for lists and quotes. */
export const unmarked = (text: string): string =>
  text.replace(/```|(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, '')
