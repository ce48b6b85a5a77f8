import { defineMessages } from '../messages.ts'

/** What the bot tells the colleague who takes over. */
export const handoverTexts = defineMessages({
  person_wanted: { ms: 'Mahu: {wishes}', id: 'Ingin: {wishes}', en: 'Wants: {wishes}' },
  complaint: { ms: 'Aduan: {wishes}', id: 'Keluhan: {wishes}', en: 'Complaint: {wishes}' },
  device: { ms: 'Peranti: {device}', id: 'Perangkat: {device}', en: 'Device: {device}' },
  ticket: {
    ms: '{number} {device}: {status}',
    id: '{number} {device}: {status}',
    en: '{number} {device}: {status}',
  },
  quotation: {
    ms: 'Sebut harga {number}, {total}, belum diputuskan',
    id: 'Penawaran {number}, {total}, belum diputuskan',
    en: 'Quotation {number}, {total}, not decided yet',
  },
  owes: { ms: 'Baki: {balance}', id: 'Sisa tagihan: {balance}', en: 'Still owes {balance}' },
  angry: { ms: 'Nada: marah', id: 'Nada: marah', en: 'Mood: angry' },
  last_said: { ms: 'Bot kata: "{text}"', id: 'Kata bot: "{text}"', en: 'The bot said: "{text}"' },
  since: { ms: 'Menunggu sejak {at}', id: 'Menunggu sejak {at}', en: 'Waiting since {at}' },
})
