import { reminderTexts } from '../../../shared/messages/reminders.ts'
import { ticketMessages } from '../../../shared/messages/tickets.ts'
import { fill, LANGS, type Lang, translate } from '../../../shared/messages.ts'
import type { ReminderKind } from '../../../shared/reminders.ts'
import { textContracts } from '../../../shared/texts.contracts.ts'
import { ownKey, ownTextsOf } from '../../../shared/texts.ts'
import { addDays, dayAt, showDay } from '../../../shared/time.ts'
import { useGet } from '../../query.ts'
import { useCompany } from '../../shell/company.ts'
import { LANG_NAMES } from '../../shell/Preferences.tsx'
import { Words } from '../conversations/Words.tsx'
import styles from './Reminders.module.css'

/** What the customer will read, in each language, with somebody's device in it. */
export function TextPreview({ kind, days }: { kind: Exclude<ReminderKind, 'unclaimed_task'>; days: number }) {
  const company = useCompany().data
  const own = ownTextsOf(useGet(textContracts.list, {}).data?.items ?? [])
  const today = dayAt(new Date(), company?.time_zone)
  const example = (lang: Lang) => ({
    number: 'QTN-2026-000123',
    invoice: 'INV-2026-000123',
    balance: 'RM350.00',
    date: showDay(addDays(today, -days), lang, today),
    ticket: 'TKT-2026-000123',
    device: 'iPhone 13',
    total: 'RM350.00',
    until: showDay(addDays(today, kind === 'unclaimed' ? (company?.storage_days ?? 30) - days : days), lang, today),
    days,
    shop: company?.company_name ?? 'Baiki',
    when: `${showDay(addDays(today, days), lang, today)}, ${lang === 'id' ? '15.00' : lang === 'ms' ? '3:00 ptg' : '3:00 pm'}`,
    hours: company?.business_hours ? translate(ticketMessages, lang, 'hours', { hours: company.business_hours }) : '',
  })
  return (
    <ul className={styles.previews}>
      {LANGS.map(lang => (
        <li key={lang} className={styles.preview}>
          <p className="quiet tiny">{LANG_NAMES[lang]}</p>
          <p lang={lang} className={styles.bubble}>
            <Words
              text={fill(own.get(ownKey(`reminder.${kind}`, lang))?.[0] ?? reminderTexts[kind][lang], example(lang))}
            />
          </p>
        </li>
      ))}
    </ul>
  )
}
