import type { ReactNode } from 'react'
import { type Mark, marksOf } from '../../../shared/whatsapp/marks.ts'

const TAGS = { code: 'code', bold: 'strong', italic: 'em', struck: 's' } as const

/** A message's words as the customer sees them: bold is bold, and an address opens. */
export const Words = ({ text }: { text: string }): ReactNode => marksOf(text).map(shown)

// A text that was sent does not change: the place is the key.
function shown({ kind, text }: Mark, index: number): ReactNode {
  if (kind === 'text') return text
  if (kind === 'link')
    return (
      <a key={index} href={text} target="_blank" rel="noreferrer">
        {text}
      </a>
    )
  const Tag = TAGS[kind]
  return <Tag key={index}>{kind === 'code' ? text : <Words text={text} />}</Tag>
}
