/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showPhone } from '../../shared/phone.ts'
import { Icon } from '../preact/Icon.tsx'
import { LangPicker, useText } from '../preact/lang.tsx'
import { getShop, type Refused } from './api.ts'
import { frameMessages } from './customer.messages.ts'
import styles from './Frame.module.css'

export interface Shop {
  readonly company_name: string
  readonly phone: string | null
  readonly address: string | null
  readonly logo_url?: string | null
  readonly business_hours?: string | null
}

/** The shop's name above, how to reach it below, one thing to do between. */
export function Frame({ shop, children }: { shop: Shop | null; children: ComponentChildren }) {
  const t = useText(frameMessages)
  return (
    <div class={styles.page}>
      <header class={styles.head}>
        <Logo shop={shop} />
        <strong class={styles.name}>{shop?.company_name}</strong>
        <LangPicker label={t('language')} class={styles.lang} />
      </header>
      <main class={styles.main}>{children}</main>
      {shop && <Contact shop={shop} />}
    </div>
  )
}

function Logo({ shop }: { shop: Shop | null }) {
  if (shop?.logo_url) return <img class={styles.logo} src={shop.logo_url} alt="" />
  return (
    <span class={styles.logo} aria-hidden="true">
      {shop ? shop.company_name.slice(0, 1).toUpperCase() : <Icon name="shop" size={20} />}
    </span>
  )
}

const chatUrl = (phone: string, words: string): string =>
  `https://wa.me/${phone.replace(/\D/g, '')}${words ? `?text=${encodeURIComponent(words)}` : ''}`

function Contact({ shop: { address, business_hours, phone } }: { shop: Shop }) {
  const t = useText(frameMessages)
  return (
    <footer class={styles.foot}>
      {address && <p>{address}</p>}
      {business_hours && <p>{business_hours}</p>}
      {phone && (
        <p class={styles.reach}>
          <a href={`tel:${phone}`}>{t('call_us', { phone: showPhone(phone) })}</a>
          <a href={chatUrl(phone, '')}>{t('write_us')}</a>
        </p>
      )}
    </footer>
  )
}

export function Loading() {
  const t = useText(frameMessages)
  return (
    <Frame shop={null}>
      <div class={styles.skeleton} role="status" aria-label={t('loading')}>
        <i />
        <i />
        <i />
      </div>
    </Frame>
  )
}

/** Nothing came yet, and it did not come by the link's fault. */
export function Trouble({ problem, onAgain }: { problem: Refused; onAgain: () => void }) {
  const t = useText(frameMessages)
  return (
    <Frame shop={null}>
      <div class={styles.message}>
        <p role="alert">{problem.message}</p>
        <button type="button" class={styles.primary} onClick={onAgain}>
          {t('again')}
        </button>
      </div>
    </Frame>
  )
}

/** Too old, or never ours: in both cases, how to get one that works. */
export function DeadLink({ code }: { code: string }) {
  const t = useText(frameMessages)
  const [shop, setShop] = useState<Shop | null>(null)
  useEffect(() => void getShop().then(setShop), [])
  const kind = code === 'link_expired' ? 'dead' : 'unknown'
  return (
    <Frame shop={shop}>
      <div class={styles.message}>
        <span class={styles.sign}>
          <Icon name={kind === 'dead' ? 'clock' : 'link'} size={40} />
        </span>
        <h1>{t(`${kind}_title`)}</h1>
        <p>{t(`${kind}_how`)}</p>
        {shop?.phone && (
          <a class={styles.primary} href={chatUrl(shop.phone, t('new_link_words'))}>
            <Icon name="chat" /> {t('write_us')}
          </a>
        )}
      </div>
    </Frame>
  )
}

export const isDead = (problem: Refused): boolean =>
  ['link_expired', 'not_found', 'signed_out', 'forbidden'].includes(problem.code)
