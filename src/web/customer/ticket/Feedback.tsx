/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { Icon } from '../../preact/Icon.tsx'
import { useText } from '../../preact/lang.tsx'
import { rate } from '../api.ts'
import { Field, Wrong } from '../Field.tsx'
import ui from '../ui.module.css'
import { type Acting, useDeed } from './act.ts'
import styles from './Feedback.module.css'
import { ticketMessages } from './ticket.messages.ts'

const STARS = [1, 2, 3, 4, 5]

/** One to five, and words if there are any. */
export function Feedback({ link, ticket, onDone }: Acting) {
  const t = useText(ticketMessages)
  const [rating, setRating] = useState(0)
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, problem, act } = useDeed(onDone)
  const given = ticket.feedback
  if (given?.rating) {
    return (
      <section class={ui.card}>
        <h2>{t('rate_thanks')}</h2>
        <p class={styles.given} role="img" aria-label={t('rate_star', { n: given.rating })}>
          {STARS.map(n => (
            <Icon key={n} name="star" size={30} filled={n <= (given.rating ?? 0)} />
          ))}
        </p>
        {given.feedback_text && <p>“{given.feedback_text}”</p>}
      </section>
    )
  }
  return (
    <form
      class={`${ui.card} ${ui.calling}`}
      onSubmit={event => {
        event.preventDefault()
        setMissing(rating === 0)
        if (rating > 0) void act(() => rate(link, rating, words.trim()))
      }}
    >
      <fieldset class={styles.stars}>
        <legend>{t('rate_title')}</legend>
        <div>
          {STARS.map(n => (
            <label key={n} data-lit={n <= rating}>
              <input
                type="radio"
                name="rating"
                value={n}
                checked={rating === n}
                aria-label={t('rate_star', { n })}
                onChange={() => {
                  setRating(n)
                  setMissing(false)
                }}
              />
              <Icon name="star" size={40} filled={n <= rating} />
            </label>
          ))}
        </div>
      </fieldset>
      {missing && <Wrong>{t('rate_choose')}</Wrong>}
      <Field label={t('rate_words')} lines={2} maxLength={1000} value={words} onText={setWords} />
      {problem && (
        <p class={ui.alert} role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class={ui.primary} disabled={busy}>
        {t('rate_send')}
      </button>
    </form>
  )
}
