/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { showTime } from '../../shared/time.ts'
import { useLang, useText } from '../preact/lang.tsx'
import styles from './App.module.css'
import { Chat } from './Chat.tsx'
import { Clock } from './Clock.tsx'
import { People } from './People.tsx'
import { phoneMessages } from './phone.messages.ts'
import { Starters } from './Starters.tsx'
import { useChats } from './useChats.ts'

/** The list beside a phone on a desk; on a phone, one at a time. The address says whose chat lies open. */
export function App() {
  const t = useText(phoneMessages)
  const [shown, show] = useAddress()
  const { chats, send, open, moveClock } = useChats(shown)
  const ahead = chats.world?.clock_offset_seconds ?? 0
  const now = (): Date => new Date(Date.now() + ahead * 1000)
  useMinutes()
  const person = chats.people.find(p => p.id === shown)
  useEffect(() => {
    document.title = person ? `${person.name} · ${t('title')}` : t('title')
  })

  return (
    <main class={styles.desk} data-chat={person !== undefined}>
      <People
        chats={chats}
        shown={shown}
        now={now}
        onPick={picked => show(picked.id)}
        onOpen={async who => show((await open(who)).id)}
      >
        <Clock now={now()} ahead_seconds={ahead} onMove={change => void moveClock(change)} />
      </People>
      <div class={styles.stage}>
        <div class={styles.frame}>
          <StatusBar now={now()} />
          {person ? (
            <Chat
              key={person.id}
              person={person}
              chats={chats}
              now={now}
              onSend={message => send(person.id, message)}
              onBack={() => show(null)}
            />
          ) : (
            <Starters
              chats={chats}
              onStart={async ({ name, phone, words }) => {
                const { id } = await open({ name, phone })
                show(id)
                await send(id, { type: 'text', text: words })
              }}
            />
          )}
        </div>
      </div>
    </main>
  )
}

function StatusBar({ now }: { now: Date }) {
  const { lang } = useLang()
  return (
    <div class={styles.bar} aria-hidden="true">
      <span>{showTime(now, lang).replace(/ \D+$/, '')}</span>
      <span class={styles.island} />
      <svg aria-hidden="true" width="58" height="14" viewBox="0 0 58 14" fill="currentColor">
        <rect x="0" y="9" width="3" height="4" rx="1" />
        <rect x="5" y="6.5" width="3" height="6.5" rx="1" />
        <rect x="10" y="4" width="3" height="9" rx="1" />
        <rect x="15" y="1" width="3" height="12" rx="1" />
        <rect x="31.5" y="1.5" width="21" height="11" rx="3.5" fill="none" stroke="currentColor" />
        <rect x="33.5" y="3.5" width="15" height="7" rx="1.5" />
        <rect x="54" y="5" width="2" height="4" rx="1" />
      </svg>
    </div>
  )
}

const addressed = (): string | null => location.hash.slice(1) || null

function useAddress(): [string | null, (id: string | null) => void] {
  const [id, setId] = useState(addressed)
  useEffect(() => {
    const moved = (): void => setId(addressed())
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [])
  return [
    id,
    next => {
      location.hash = next ?? ''
    },
  ]
}

/** The phone's clock goes on while nobody touches it. */
function useMinutes(): void {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick(n => n + 1), 20_000)
    return () => clearInterval(timer)
  }, [])
}
