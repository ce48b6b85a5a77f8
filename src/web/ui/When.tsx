import { addDays, dayAt, showDateTime, showDay, showTime } from '../../shared/time.ts'
import { useZone } from '../shell/company.ts'
import { useLang, useText } from '../shell/lang.tsx'
import { uiMessages } from './ui.messages.ts'

/** A moment in the shop's zone: `22 Nov, 3:15 ptg`. `short` is for lists: the time today, else the day. */
export function When({ at, short }: { at: string; short?: boolean }) {
  const { lang } = useLang()
  const t = useText(uiMessages)
  const zone = useZone()
  const today = dayAt(new Date(), zone)
  const day = dayAt(at, zone)
  const full = showDateTime(at, lang, zone)
  const text = !short
    ? full
    : day === today
      ? showTime(at, lang, zone)
      : day === addDays(today, -1)
        ? t('yesterday')
        : showDay(day, lang, today)
  return (
    <time dateTime={at} title={short ? full : undefined} className="tabular" style={{ whiteSpace: 'nowrap' }}>
      {text}
    </time>
  )
}

/** The time alone, where the day stands above it. */
export function ClockTime({ at }: { at: string }) {
  const { lang } = useLang()
  const zone = useZone()
  return (
    <time dateTime={at} title={showDateTime(at, lang, zone)} className="tabular" style={{ whiteSpace: 'nowrap' }}>
      {showTime(at, lang, zone)}
    </time>
  )
}

/** A calendar day, `'2026-11-22'`. */
export function DayText({ day }: { day: string }) {
  const { lang } = useLang()
  const zone = useZone()
  return (
    <time dateTime={day} className="tabular" style={{ whiteSpace: 'nowrap' }}>
      {showDay(day, lang, dayAt(new Date(), zone))}
    </time>
  )
}
