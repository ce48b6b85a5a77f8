import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { Span } from '../../../shared/hours.ts'
import { weekdayName } from '../../../shared/hours.words.ts'
import { useLang, useText } from '../../shell/lang.tsx'
import { dayProblem } from './draft.ts'
import styles from './Hours.module.css'
import { hoursMessages } from './hours.messages.ts'

interface Props {
  readonly weekday: number
  readonly spans: readonly Span[]
  /** What it would be with one opening more; null when there is no room. */
  readonly more: readonly Span[] | null
  readonly onChange: (spans: readonly Span[]) => void
}

/** One day of the week with its openings. */
export function DayRow({ weekday, spans, more, onChange }: Props) {
  const t = useText(hoursMessages)
  const { lang } = useLang()
  const day = weekdayName(weekday, lang)
  const problem = dayProblem(spans)
  const change = (index: number, part: Partial<Span>): void =>
    onChange(spans.map((span, i) => (i === index ? { ...span, ...part } : span)))
  return (
    <li className={styles.day} data-off={spans.length === 0 || undefined}>
      <span className={styles.name}>{day}</span>
      <div className={`stack-tight ${styles.spans}`}>
        {spans.length === 0 && <span className={`quiet ${styles.off}`}>{t('day_off')}</span>}
        {spans.map((span, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an opening is its place
          <div key={index} className={styles.span}>
            <TextInput
              type="time"
              size="xs"
              aria-label={t('opens', { day, n: index + 1 })}
              aria-invalid={problem !== null}
              value={span.opens_at}
              onChange={event => change(index, { opens_at: event.currentTarget.value })}
            />
            –
            <TextInput
              type="time"
              size="xs"
              aria-label={t('closes', { day, n: index + 1 })}
              aria-invalid={problem !== null}
              // Midnight at the day's end; a browser's clock knows only that at its beginning.
              value={span.closes_at === '24:00' ? '00:00' : span.closes_at}
              onChange={event => change(index, { closes_at: event.currentTarget.value.replace('00:00', '24:00') })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('remove_span', { day, n: index + 1 })}
              onClick={() => onChange(spans.filter((_, i) => i !== index))}
            >
              <IconX size={16} stroke={1.6} />
            </ActionIcon>
          </div>
        ))}
      </div>
      {more &&
        (spans.length ? (
          <ActionIcon
            variant="subtle"
            title={t('open_again')}
            aria-label={t('open_again_of', { day })}
            onClick={() => onChange(more)}
          >
            <IconPlus size={16} stroke={1.6} />
          </ActionIcon>
        ) : (
          <Button
            variant="subtle"
            size="compact-xs"
            mt={4}
            aria-label={t('open_day_of', { day })}
            onClick={() => onChange(more)}
          >
            {t('open_day')}
          </Button>
        ))}
      {problem && (
        <p role="alert" className={`small ${styles.wrong}`}>
          {t(problem)}
        </p>
      )}
    </li>
  )
}
