import { defineMessages } from '../../../shared/messages.ts'

export const noticeMessages = defineMessages({
  notices: { ms: 'Pemberitahuan', id: 'Pemberitahuan', en: 'Notices' },
  none: { ms: 'Tiada pemberitahuan', id: 'Tidak ada pemberitahuan', en: 'No notices' },
  none_more: { ms: 'Apa yang perlu perhatian anda muncul di sini.', id: 'Yang perlu perhatian Anda muncul di sini.', en: 'What needs your attention appears here.' },
  unread: { ms: '{n} baharu', id: '{n} baru', en: '{n} new' },
})
