import { CloseButton, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { errorText } from '../../../shared/errors.ts'
import type { Lang } from '../../../shared/messages.ts'
import {
  faultOf,
  limitOf,
  mustSay,
  previewText,
  slotsIn,
  slotsOf,
  type TextKey,
  tidyText,
} from '../../../shared/texts.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { LANG_NAMES } from '../../shell/Preferences.tsx'
import styles from './Texts.module.css'
import { textsMessages } from './texts.messages.ts'

interface Props {
  readonly name: TextKey
  readonly lang: Lang
  readonly text: string
  /** Which of several; null when it is the only one. */
  readonly n: number | null
  readonly write: (text: string) => void
  readonly remove?: () => void
}

/** One way of saying it, with the variables that it may carry: a press puts one where the caret was. */
export function Way({ name, lang, text, n, write, remove }: Props) {
  const t = useText(textsMessages)
  const { lang: mine } = useLang()
  const field = useRef<HTMLTextAreaElement>(null)
  const fault = faultOf(name, lang, text)
  const { most } = limitOf(name)
  const { length } = previewText(name, lang, tidyText(name, lang, text))
  const present = slotsIn(text)
  const required = mustSay(name)
  const insert = (slot: string): void => {
    const area = field.current
    if (!area) return
    const { selectionStart: from, selectionEnd: to } = area
    write(`${text.slice(0, from)}{${slot}}${text.slice(to)}`)
    // The caret goes behind what was put in, once the new text stands there.
    requestAnimationFrame(() => {
      area.focus()
      area.setSelectionRange(from + slot.length + 2, from + slot.length + 2)
    })
  }
  const label = n === null ? t('text') : t('text_n', { n })
  return (
    <div className="stack-tight">
      <div className={styles.area}>
        <Textarea
          ref={field}
          lang={lang}
          autosize
          minRows={1}
          maxRows={8}
          aria-label={`${LANG_NAMES[lang]}: ${label}`}
          value={text}
          error={fault ? errorText(fault.code, mine, fault.vars) : null}
          onChange={event => write(event.currentTarget.value)}
        />
        {remove && <CloseButton aria-label={t('remove_way', { n: n ?? 1 })} onClick={remove} />}
      </div>
      <div className="row-between">
        <ul className={styles.slots} aria-label={t('variables')}>
          {slotsOf(name).map(slot => (
            <li key={slot}>
              <button
                type="button"
                className={styles.slot}
                data-present={present.includes(slot) || undefined}
                aria-label={`${t('insert', { slot })}${required.includes(slot) ? `, ${t('must')}` : ''}`}
                onClick={() => insert(slot)}
              >
                {slot}
                {required.includes(slot) && <span aria-hidden="true">*</span>}
              </button>
            </li>
          ))}
        </ul>
        <span className="quiet tiny tabular" title={t('length', { n: length, most })}>
          {length}/{most}
        </span>
      </div>
    </div>
  )
}
