import {
  type Icon,
  IconBellRinging,
  IconBrandWhatsapp,
  IconClockHour4,
  IconMessage2Code,
  IconMessages,
  IconQrcode,
  IconReceipt2,
} from '@tabler/icons-react'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { settingsMessages } from './settings.messages.ts'

interface Section {
  /** Under `/settings/`. */
  readonly path: string
  readonly title: keyof typeof settingsMessages
  readonly icon: Icon
  readonly page: LazyExoticComponent<ComponentType>
}

/** Every section of the settings, one line each. */
export const SECTIONS: readonly Section[] = [
  { path: 'hours', title: 'hours', icon: IconClockHour4, page: lazy(() => import('../hours/HoursPage.tsx')) },
  {
    path: 'reminders',
    title: 'reminders',
    icon: IconBellRinging,
    page: lazy(() => import('../followups/RemindersPage.tsx')),
  },
  {
    path: 'whatsapp',
    title: 'whatsapp',
    icon: IconBrandWhatsapp,
    page: lazy(() => import('../channel/WhatsAppPage.tsx')),
  },
  {
    path: 'whatsapp/templates',
    title: 'templates',
    icon: IconMessage2Code,
    page: lazy(() => import('../templates/TemplatesPage.tsx')),
  },
  { path: 'whatsapp/costs', title: 'costs', icon: IconReceipt2, page: lazy(() => import('../channel/CostsPage.tsx')) },
  { path: 'texts', title: 'texts', icon: IconMessages, page: lazy(() => import('../texts/TextsPage.tsx')) },
  { path: 'payment', title: 'payment', icon: IconQrcode, page: lazy(() => import('./PaymentPage.tsx')) },
]
