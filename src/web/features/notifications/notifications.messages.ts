import { defineMessages } from '../../../shared/messages.ts'

export const noticeMessages = defineMessages({
  notices: { ms: 'Makluman', id: 'Notifikasi', en: 'Notices' },
  none: { ms: 'Tiada makluman', id: 'Tidak ada notifikasi', en: 'No notices' },
  none_more: {
    ms: 'Apa yang perlu perhatian anda muncul di sini.',
    id: 'Yang perlu perhatian Anda muncul di sini.',
    en: 'What needs your attention appears here.',
  },
  unread: { ms: '{n} baharu', id: '{n} baru', en: '{n} new' },
})
