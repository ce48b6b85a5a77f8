/** @jsxImportSource preact */
import type { ComponentChild, ComponentChildren } from 'preact'
import { type Mark, marksOf } from '../../shared/whatsapp/marks.ts'

const TAGS = { code: 'code', bold: 'strong', italic: 'em', struck: 's' } as const

/** A message's words as WhatsApp shows them. */
export const formatted = (text: string): ComponentChildren => marksOf(text).map(shown)

// A text that was sent does not change: the place is the key.
function shown({ kind, text }: Mark, index: number): ComponentChild {
  if (kind === 'text') return text
  if (kind === 'link')
    return (
      <a key={index} href={text} target="_blank" rel="noopener noreferrer">
        {text}
      </a>
    )
  const Tag = TAGS[kind]
  return <Tag key={index}>{kind === 'code' ? text : formatted(text)}</Tag>
}

export const firstLink = (text: string): string | undefined => /https?:\/\/\S+[^\s.,;:!?)*_~]/.exec(text)?.[0]
