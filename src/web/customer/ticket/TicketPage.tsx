/** @jsxImportSource preact */
export function TicketPage(_: { token: string; onLang: (lang: import('../../../shared/messages.ts').Lang) => void }) {
  return null
}
