/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'

/** How WhatsApp marks text: `*bold*`, `_italic_`, `~struck~`, ``` `mono` ```, and addresses. A mark hugs its words. */
const MARKED =
  /```([\s\S]+?)```|`([^`\n]+)`|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)*_~])|(?<![\p{L}\p{N}])(?:\*(\S|\S[^\n]*?\S)\*|_(\S|\S[^\n]*?\S)_|~(\S|\S[^\n]*?\S)~)(?![\p{L}\p{N}])/gu

export function formatted(text: string): ComponentChildren[] {
  const out: ComponentChildren[] = []
  let from = 0
  for (const match of text.matchAll(MARKED)) {
    const [whole, block, mono, link, bold, italic, struck] = match
    if (match.index > from) out.push(text.slice(from, match.index))
    if (block !== undefined) out.push(<code>{block}</code>)
    else if (mono !== undefined) out.push(<code>{mono}</code>)
    else if (link !== undefined) out.push(outside(link))
    else if (bold !== undefined) out.push(<strong>{formatted(bold)}</strong>)
    else if (italic !== undefined) out.push(<em>{formatted(italic)}</em>)
    else if (struck !== undefined) out.push(<s>{formatted(struck)}</s>)
    from = match.index + whole.length
  }
  if (from < text.length) out.push(text.slice(from))
  return out
}

const outside = (href: string) => (
  <a href={href} target="_blank" rel="noopener noreferrer">
    {href}
  </a>
)

/** The same without its marks, for lists and quotes. */
export const plain = (text: string): string => text.replace(/```|(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, '')

export const firstLink = (text: string): string | undefined => /https?:\/\/\S+[^\s.,;:!?)*_~]/.exec(text)?.[0]
