/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import { showPhone } from '../../shared/phone.ts'
import { dayAt, showDay, showTime } from '../../shared/time.ts'
import { Icon } from '../preact/Icon.tsx'
import { LangPicker, useLang, useText } from '../preact/lang.tsx'
import type { Chats } from './chats.ts'
import styles from './People.module.css'
import { phoneMessages } from './phone.messages.ts'
import { mobileNumber, PRESETS } from './presets.ts'
import { summary } from './summary.ts'
import type { Person } from './wire.ts'

interface Props {
  chats: Chats
  shown: string | null
  now: () => Date
  onPick: (person: Person) => void
  onOpen: (who: { name: string; phone: string }) => Promise<void>
  children?: ComponentChildren
}

/** Whose phone to hold: those who wrote, those ready to write, and anybody new. */
export function People({ chats, shown, now, onPick, onOpen, children }: Props) {
  const t = useText(phoneMessages)
  const [adding, setAdding] = useState(false)
  const waiting = PRESETS.filter(preset => !chats.people.some(p => p.phone === preset.phone))
  return (
    <nav class={styles.people} aria-label={t('customers')}>
      <header class={styles.head}>
        <div>
          <h1>{t('title')}</h1>
          <p>{t('explain')}</p>
        </div>
        <LangPicker class={styles.lang} label={t('language')} />
      </header>
      <div class={styles.list}>
        {waiting.length > 0 && <h2>{t('start_as')}</h2>}
        <ul>
          {waiting.map(preset => (
            <li key={preset.phone}>
              <button
                type="button"
                class={styles.person}
                onClick={() => void onOpen({ name: preset.name, phone: preset.phone })}
              >
                <Face name={preset.name} />
                <span class={styles.lines}>
                  <strong>{preset.name}</strong>
                  <small lang={preset.lang}>{preset.words}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {chats.people.length > 0 && <h2>{t('chats')}</h2>}
        <ul>
          {chats.people.map(person => (
            <li key={person.id}>
              <button
                type="button"
                class={styles.person}
                aria-current={person.id === shown}
                onClick={() => onPick(person)}
              >
                <Face name={person.name} />
                <Lines person={person} now={now} />
              </button>
            </li>
          ))}
        </ul>
      </div>
      {adding ? (
        <NewCustomer
          onCancel={() => setAdding(false)}
          onAdd={async who => {
            await onOpen(who)
            setAdding(false)
          }}
        />
      ) : (
        <button type="button" class={styles.add} onClick={() => setAdding(true)}>
          <Icon name="plus" size={20} /> {t('new_customer')}
        </button>
      )}
      {children}
      <a class={styles.staff} href="/" target="_blank" rel="noopener">
        <Icon name="shop" size={20} /> {t('staff_app')}
      </a>
    </nav>
  )
}

function Lines({ person, now }: { person: Person; now: () => Date }) {
  const t = useText(phoneMessages)
  const { lang } = useLang()
  const last = person.last_message
  const [day, today] = [last && dayAt(last.at), dayAt(now())]
  return (
    <span class={styles.lines}>
      <span class={styles.row}>
        <strong>{person.name}</strong>
        {last && (
          <time dateTime={last.at}>{day === today ? showTime(last.at, lang) : showDay(day ?? '', lang, today)}</time>
        )}
      </span>
      <span class={styles.row}>
        <small>{last ? summary(last) : person.phone ? showPhone(person.phone) : t('not_written')}</small>
        {person.unread > 0 && (
          <span class={styles.unread}>
            <span aria-hidden="true">{person.unread}</span>
            <span class="sr-only">{t('unread', { count: person.unread })}</span>
          </span>
        )}
      </span>
    </span>
  )
}

/** Initials on one of six colours, always the same for a name. */
export function Face({ name }: { name: string }) {
  const colour = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map(word => word[0])
    .join('')
    .toUpperCase()
  return (
    <span class={styles.face} data-colour={colour} aria-hidden="true">
      {initials}
    </span>
  )
}

function NewCustomer({
  onAdd,
  onCancel,
}: {
  onAdd: (who: { name: string; phone: string }) => Promise<void>
  onCancel: () => void
}) {
  const t = useText(phoneMessages)
  const [wrong, setWrong] = useState('')
  return (
    <form
      class={styles.form}
      onSubmit={event => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        const phone = mobileNumber(String(data.get('phone')))
        if (!phone) return setWrong(t('number_wrong'))
        onAdd({ name: String(data.get('name')).trim(), phone }).catch((error: Error) => setWrong(error.message))
      }}
    >
      <label>
        {t('name')}
        <input
          name="name"
          required
          maxLength={60}
          autoComplete="off"
          ref={useCallback((input: HTMLInputElement | null) => input?.focus(), [])}
        />
      </label>
      <label>
        {t('number')}
        <input
          name="phone"
          type="tel"
          required
          placeholder="012-345 6789"
          autoComplete="off"
          aria-invalid={wrong !== ''}
          aria-describedby="phone-problem"
          onInput={() => setWrong('')}
        />
      </label>
      <p id="phone-problem" class={styles.wrong} role="alert">
        {wrong}
      </p>
      <div class={styles.buttons}>
        <button type="submit">{t('add')}</button>
        <button type="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
