import type { Lang } from '../shared/messages.ts'

export const DEMO_PASSWORD = 'demo-password'

// biome-ignore format: a table
export const USERS = [
  { username: 'admin', full_name: 'Aina Sofea binti Rahman', role: 'admin', email: 'aina@kedaibaikiampang.example', phone: '+60123300101', language: 'ms' },
  { username: 'staff', full_name: 'Mei Ling Tan', role: 'staff', email: 'meiling@kedaibaikiampang.example', phone: '+60123300102', language: 'en' },
  { username: 'technician', full_name: 'Hafiz bin Osman', role: 'technician', email: 'hafiz@kedaibaikiampang.example', phone: '+60123300103', language: 'ms' },
  { username: 'ravi', full_name: 'Ravi a/l Subramaniam', role: 'technician', email: 'ravi@kedaibaikiampang.example', phone: '+60123300104', language: 'en' },
  { username: 'dewi', full_name: 'Dewi Lestari', role: 'technician', email: 'dewi@kedaibaikiampang.example', phone: '+60123300105', language: 'id' },
  { username: 'farah', full_name: 'Farah Nabila binti Zulkifli', role: 'staff', email: 'farah@kedaibaikiampang.example', phone: '+60123300106', language: 'ms' }
] as const
export type Username = (typeof USERS)[number]['username']

interface Person {
  readonly name: string
  /** E.164; null: WhatsApp shows no number. */
  readonly phone: string | null
  readonly lang: Lang
  readonly company_name?: string
  readonly email?: string
  readonly address?: string
  readonly notes?: string
  /** Walked in, and is not on WhatsApp with us. */
  readonly walk_in?: true
}

/** By a short word that tickets and chats call them by. */
// biome-ignore format: a table
export const CUSTOMERS = {
  siti: { name: 'Siti Nurhaliza binti Ahmad', phone: '+60123456701', lang: 'ms', address: '12, Jalan Memanda 3, Taman Dato Ahmad Razali, 68000 Ampang' },
  faizal: { name: 'Faizal bin Ismail', phone: '+60123456702', lang: 'ms' },
  nurul: { name: 'Nurul Izzati binti Hamzah', phone: '+60123456703', lang: 'ms', email: 'nurul.izzati@example.com' },
  azman: { name: 'Azman bin Yusof', phone: '+60123456704', lang: 'ms', notes: 'Suka dihubungi selepas 6 petang.' },
  hidayah: { name: 'Nor Hidayah binti Salleh', phone: '+60123456705', lang: 'ms' },
  shahrul: { name: 'Shahrul Nizam bin Jaafar', phone: '+60123456706', lang: 'ms' },
  amirul: { name: 'Amirul Hakim bin Roslan', phone: '+60123456707', lang: 'ms' },
  rohani: { name: 'Rohani binti Mat Isa', phone: '+60123456708', lang: 'ms', walk_in: true },
  izwan: { name: 'Izwan bin Baharuddin', phone: '+60123456709', lang: 'ms' },
  zalina: { name: 'Zalina binti Kamaruddin', phone: '+60123456710', lang: 'ms', email: 'zalina.k@example.com' },
  weiming: { name: 'Lim Wei Ming', phone: '+60123456711', lang: 'en' },
  xiaohui: { name: 'Chong Xiao Hui 钟晓慧', phone: '+60123456712', lang: 'en' },
  kahwai: { name: 'Wong Kah Wai', phone: '+60123456713', lang: 'en', company_name: 'Ampang Print & Design Sdn Bhd', email: 'accounts@ampangprint.example', address: '27-1, Jalan Wawasan 2/4, Pandan Indah, 55100 Kuala Lumpur' },
  sooklan: { name: 'Tan Sook Lan', phone: '+60123456714', lang: 'en', walk_in: true },
  jiahao: { name: 'Lee Jia Hao', phone: '+60123456715', lang: 'en' },
  peishan: { name: 'Ng Pei Shan', phone: '+60123456716', lang: 'en' },
  chunkit: { name: 'Ooi Chun Kit', phone: '+60123456717', lang: 'ms' },
  huimin: { name: '陈慧敏 Tan Hui Min', phone: '+60123456718', lang: 'en' },
  kumar: { name: 'Kumar a/l Rajendran', phone: '+60123456719', lang: 'en' },
  priya: { name: 'Priya a/p Muthusamy', phone: '+60123456720', lang: 'en', email: 'priya.m@example.com' },
  ganesh: { name: 'Ganesh a/l Krishnan', phone: '+60123456721', lang: 'ms' },
  thanam: { name: 'தனலட்சுமி Thanaletchumi', phone: '+60123456722', lang: 'en', walk_in: true },
  suresh: { name: 'Suresh Nair', phone: '+60123456723', lang: 'en', company_name: 'SN Logistics Enterprise', email: 'ops@snlogistics.example', address: 'Lot 8, Jalan Ampang Utama 2/2, 68000 Ampang' },
  devi: { name: 'Devi a/p Gopal', phone: '+60123456724', lang: 'ms' },
  budi: { name: 'Budi Santoso', phone: '+60123456725', lang: 'id' },
  ratna: { name: 'Ratna Wulandari', phone: '+6281234567826', lang: 'id' },
  agus: { name: 'Agus Prasetyo', phone: '+60123456727', lang: 'id' },
  yuni: { name: 'Yuni Astuti', phone: '+60123456728', lang: 'id' },
  maria: { name: 'Maria Goretti anak Jabu', phone: '+60123456729', lang: 'en' },
  danial: { name: 'Danial', phone: null, lang: 'ms' }
} as const satisfies Record<string, Person>
export type CustomerKey = keyof typeof CUSTOMERS
export const customer = (key: CustomerKey): Person => CUSTOMERS[key]
