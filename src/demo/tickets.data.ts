import type { ProblemCategory } from '../shared/assistant.ts'
import type { PaymentMethod } from '../shared/tender.ts'
import type { Sku } from './catalogue.data.ts'
import type { CustomerKey, Username } from './people.ts'

export interface DemoPayment {
  readonly by: PaymentMethod
  /** Ringgit; all that is left when absent. */
  readonly amount?: string
  /** Cash handed over, in ringgit. */
  readonly given?: string
  /** A slip that waits, was refused, or money that went back. */
  readonly status?: 'pending' | 'failed' | 'refunded'
  readonly reference?: string
  /** Paid so many days after the job was ready. */
  readonly later?: number
  /** Or so many minutes before loading. */
  readonly minutes?: number
}

export interface DemoTicket {
  readonly who: CustomerKey
  readonly type?: 'laptop' | 'tablet' | 'watch'
  readonly brand: string
  readonly model: string
  readonly problem: ProblemCategory
  readonly words: string
  readonly lines: readonly Sku[]
  readonly discount?: string
  /** Handed in so many days ago (0: so many minutes, `minutes`). */
  readonly days: number
  readonly time?: string
  readonly minutes?: number
  readonly status:
    | 'pending'
    | 'diagnosing'
    | 'approved'
    | 'in_progress'
    | 'completed'
    | 'ready_for_pickup'
    | 'picked_up'
    | 'cancelled'
  readonly quotation?: 'draft' | 'sent' | 'accepted' | 'rejected' | 'expired'
  /** Sent once, changed, and sent again. */
  readonly revised?: Sku
  readonly via?: 'chat_button' | 'chat_words' | 'page' | 'counter'
  readonly outcome?: 'declined' | 'unrepairable'
  /** The form is filled, the device still to come. */
  readonly not_here?: true
  readonly hold?: 'part' | 'customer' | 'outside_repair'
  readonly priority?: 'low' | 'high' | 'urgent'
  readonly tech?: Username
  readonly accessories?: readonly string[]
  readonly notes?: string
  readonly pays?: readonly DemoPayment[]
  /** Issued, then cancelled and issued anew (a wrong line). */
  readonly reissued?: true
  /** Picked up on credit: nothing paid by the due date. */
  readonly on_credit?: true
  readonly rating?: readonly [number, string]
}

const H = 'technician'
// biome-ignore format: a table
export const TICKETS: readonly DemoTicket[] = [
  // Picked up: the shop's history.
  { who: 'siti', brand: 'Apple', model: 'iPhone 11', problem: 'screen', words: 'Skrin retak sebab jatuh di tangga', lines: ['SKR-IP11', 'UPH-SKR'], days: 58, status: 'picked_up', tech: H, pays: [{ by: 'cash', given: '250.00' }], rating: [5, 'Cepat siap, skrin macam baru. Terima kasih!'] },
  { who: 'weiming', brand: 'Samsung', model: 'Galaxy S21', problem: 'screen', words: 'Green line across the display after update', lines: ['SKR-SS21', 'UPH-SKR'], days: 52, status: 'picked_up', tech: 'ravi', via: 'page', pays: [{ by: 'card', reference: 'VISA 4417' }], rating: [4, 'Good work, waited a bit long at the counter'] },
  { who: 'budi', brand: 'Xiaomi', model: 'Redmi Note 10', problem: 'charging', words: 'Gak bisa ngecas, port longgar', lines: ['CAS-USBC', 'UPH-CAS'], days: 47, status: 'picked_up', tech: 'dewi', pays: [{ by: 'cash', given: '120.00' }], rating: [5, 'Mantap, hp saya hidup lagi'] },
  { who: 'kahwai', type: 'laptop', brand: 'Asus', model: 'VivoBook 15', problem: 'keyboard', words: 'Several keys dead after coffee spill, office laptop', lines: ['KBD-VB', 'UPH-KEY', 'UPH-LAP'], days: 44, status: 'picked_up', tech: 'ravi', via: 'counter', pays: [{ by: 'cheque', reference: 'MBB 001204', later: 6 }], rating: [4, 'Invoice in order, thanks'] },
  { who: 'rohani', brand: 'Vivo', model: 'Y27', problem: 'battery', words: 'Bateri cepat habis, baru setahun pakai', lines: ['BAT-RN12', 'UPH-BAT'], days: 41, status: 'picked_up', tech: H, via: 'counter', pays: [{ by: 'cash', given: '115.00' }] },
  { who: 'priya', brand: 'Apple', model: 'iPhone 12', problem: 'housing', words: 'Back glass shattered, phone still works', lines: ['KCB-IP12', 'UPH-KRG'], days: 38, status: 'picked_up', tech: 'ravi', pays: [{ by: 'ewallet', reference: 'TNG 88213904' }], rating: [5, 'Looks brand new, worth it'] },
  { who: 'azman', brand: 'Samsung', model: 'Galaxy A54', problem: 'battery', words: 'Bateri kembung, kaca belakang terangkat', lines: ['BAT-SA54', 'UPH-BAT'], days: 35, status: 'picked_up', tech: H, via: 'chat_words', pays: [{ by: 'bank_transfer', reference: 'MBB 20931127' }], rating: [5, 'Servis terbaik, harga berpatutan'] },
  { who: 'agus', brand: 'Oppo', model: 'A78', problem: 'screen', words: 'Layar retak dan bergaris', lines: ['SKR-OA78', 'UPH-SKR'], days: 31, status: 'picked_up', tech: 'dewi', reissued: true, pays: [{ by: 'cash', given: '240.00' }], rating: [3, 'Hasil bagus tapi nota pertama salah'] },
  { who: 'suresh', brand: 'Samsung', model: 'Galaxy A34', problem: 'screen', words: 'Driver phone, cracked screen, need it fast', lines: ['SKR-SA34', 'UPH-SKR', 'TG-AND'], days: 30, status: 'picked_up', priority: 'high', tech: 'ravi', via: 'counter', on_credit: true },
  { who: 'nurul', brand: 'Apple', model: 'iPhone XR', problem: 'battery', words: 'Battery health 71%, selalu mati sendiri', lines: ['BAT-IPXR', 'UPH-BAT'], days: 27, status: 'picked_up', tech: H, pays: [{ by: 'ewallet', reference: 'GRAB 5520117', status: 'refunded' }, { by: 'cash', given: '150.00' }], rating: [4, 'Ok, cuma bayaran pertama silap'] },
  { who: 'xiaohui', brand: 'Apple', model: 'iPhone 13 Pro Max', problem: 'screen', words: 'Dropped at car park, black spots spreading', lines: ['SKR-IP13PM', 'UPH-SKR', 'TG-IP'], discount: '20.00', days: 22, status: 'picked_up', tech: 'ravi', via: 'page', pays: [{ by: 'card', reference: 'MC 9032' }], rating: [5, 'Very professional, explained everything'] },
  { who: 'izwan', type: 'laptop', brand: 'Lenovo', model: 'IdeaPad 3', problem: 'storage', words: 'Laptop lambat sangat, nak upgrade SSD', lines: ['SSD-512', 'UPH-SSD'], days: 18, status: 'picked_up', tech: 'ravi', via: 'chat_words', pays: [{ by: 'bank_transfer', reference: 'CIMB 5582901' }], rating: [5, 'Laju gila sekarang!'] },
  { who: 'ganesh', brand: 'Xiaomi', model: 'POCO X5', problem: 'liquid', words: 'Masuk air masa hujan, skrin berkelip', lines: ['UPH-AIR'], days: 14, status: 'picked_up', tech: H, pays: [{ by: 'cash', given: '130.00' }], rating: [2, 'Lama sangat, tiga kali saya tanya baru dijawab'] },
  { who: 'yuni', brand: 'Samsung', model: 'Galaxy A14', problem: 'audio', words: 'Speaker sember, suara pecah', lines: ['SPK-UNI', 'UPH-AUD'], days: 12, status: 'picked_up', tech: 'dewi', pays: [{ by: 'cash', given: '100.00' }], rating: [4, 'Suaranya jernih lagi'] },
  { who: 'maria', brand: 'Apple', model: 'iPhone 12 Pro', problem: 'camera', words: 'Back camera blurry and shaking', lines: [], days: 16, status: 'picked_up', quotation: 'rejected', outcome: 'declined', tech: 'ravi', via: 'chat_button', pays: [{ by: 'ewallet', reference: 'TNG 88402211' }] },
  // Ready on the shelf.
  { who: 'hidayah', brand: 'Oppo', model: 'Reno 8', problem: 'screen', words: 'Skrin gelap separuh selepas jatuh', lines: ['SKR-OR8', 'UPH-SKR'], days: 5, status: 'ready_for_pickup', tech: H, pays: [{ by: 'bank_transfer', status: 'failed', reference: 'slip kabur' }, { by: 'bank_transfer', status: 'pending', reference: 'DuitNow', minutes: 64 }] },
  { who: 'jiahao', brand: 'Apple', model: 'iPhone 14', problem: 'screen', words: 'Screen cracked at top corner, Face ID still ok', lines: ['SKR-IP14', 'UPH-SKR'], days: 4, status: 'ready_for_pickup', tech: 'ravi', via: 'page', pays: [{ by: 'card', amount: '150.00', reference: 'VISA 7781', later: 1 }] },
  { who: 'shahrul', brand: 'Xiaomi', model: 'Redmi Note 12', problem: 'battery', words: 'Bateri kong, cas sejam dah habis', lines: ['BAT-RN12', 'UPH-BAT'], days: 3, status: 'ready_for_pickup', tech: H },
  { who: 'thanam', brand: 'Samsung', model: 'Galaxy A14', problem: 'charging', words: 'Phone not charging, cable is fine', lines: ['CAS-USBC', 'UPH-CAS'], days: 21, time: '11:40', status: 'ready_for_pickup', tech: 'ravi', via: 'counter', notes: 'Dua kali dihubungi, belum datang.' },
  { who: 'peishan', brand: 'Apple', model: 'iPhone 11', problem: 'power', words: 'Dead after falling into pool', lines: [], days: 9, status: 'ready_for_pickup', quotation: 'rejected', outcome: 'declined', tech: 'ravi', via: 'chat_words' },
  { who: 'devi', brand: 'Huawei', model: 'Nova 7', problem: 'power', words: 'Mati total, tak boleh hidup langsung', lines: [], days: 7, status: 'ready_for_pickup', outcome: 'unrepairable', tech: H, notes: 'CPU rosak, tiada papan ganti.' },
  // Finished today, at quality check.
  { who: 'faizal', brand: 'Apple', model: 'iPhone 13', problem: 'battery', words: 'Battery health 78%, cepat panas', lines: ['BAT-IP13', 'UPH-BAT'], days: 1, status: 'completed', tech: H },
  { who: 'kumar', brand: 'Samsung', model: 'Galaxy A54', problem: 'camera', words: 'Main camera shows purple haze', lines: ['KAM-SA54', 'UPH-KAM'], days: 2, status: 'completed', tech: 'ravi', via: 'page' },
  // On the bench.
  { who: 'amirul', brand: 'Apple', model: 'iPhone 13', problem: 'screen', words: 'Skrin pecah, masih boleh touch', lines: ['SKR-IP13', 'UPH-SKR', 'TG-IP'], days: 1, time: '10:20', status: 'in_progress', tech: H, accessories: ['case'] },
  { who: 'ratna', brand: 'Vivo', model: 'V27', problem: 'screen', words: 'Layar pecah, sentuhannya loncat-loncat', lines: ['SKR-VV27', 'UPH-SKR'], days: 2, status: 'in_progress', tech: 'dewi', accessories: ['box'] },
  { who: 'chunkit', type: 'laptop', brand: 'Acer', model: 'Nitro 5', problem: 'heat', words: 'Kipas bising, panas, shutdown sendiri', lines: ['UPH-LAP', 'RAM-8'], days: 3, status: 'in_progress', tech: 'ravi', accessories: ['charger'] },
  { who: 'huimin', brand: 'Apple', model: 'iPhone 13', problem: 'camera', words: 'Rear camera cannot focus after a fall', lines: ['KAM-IP13', 'UPH-KAM'], days: 6, status: 'in_progress', hold: 'part', tech: 'ravi', via: 'chat_words', notes: 'Kamera dalam stok rosak, tunggu pembekal.' },
  { who: 'zalina', brand: 'Samsung', model: 'Galaxy S21', problem: 'power', words: 'Restart sendiri, lepas tu stuck logo', lines: ['UPH-BRD'], days: 8, status: 'in_progress', hold: 'outside_repair', priority: 'high', tech: H },
  { who: 'suresh', brand: 'Samsung', model: 'Galaxy A34', problem: 'battery', words: 'Second driver phone, battery drains by noon', lines: ['BAT-SA54', 'UPH-BAT'], days: 1, status: 'in_progress', tech: 'ravi', via: 'counter' },
  // Approved, waiting for a hand.
  { who: 'siti', type: 'tablet', brand: 'Samsung', model: 'Galaxy Tab A8', problem: 'charging', words: 'Tablet anak tak masuk cas', lines: ['CAS-USBC', 'UPH-CAS'], days: 1, time: '12:10', status: 'approved', tech: H, via: 'chat_words' },
  { who: 'agus', brand: 'Xiaomi', model: 'Redmi Note 12', problem: 'screen', words: 'Layar retak kena kunci motor', lines: ['SKR-RN12', 'UPH-SKR'], days: 1, time: '13:00', status: 'approved', tech: 'dewi' },
  { who: 'kahwai', type: 'laptop', brand: 'Dell', model: 'Latitude 5420', problem: 'storage', words: 'Office laptop: SSD failing, copy data over', lines: ['SSD-512', 'UPH-SSD', 'UPH-DAT'], days: 2, status: 'approved', priority: 'urgent', tech: 'ravi', via: 'counter', accessories: ['charger', 'bag'] },
  // Being diagnosed: without, with a draft, waiting for the customer, run out.
  { who: 'nurul', brand: 'Apple', model: 'iPhone 12', problem: 'screen', words: 'LCD bergaris hijau lepas update', lines: ['SKR-IP12', 'UPH-SKR'], days: 1, time: '14:15', status: 'diagnosing', quotation: 'sent', tech: H },
  { who: 'weiming', brand: 'Apple', model: 'iPhone 12', problem: 'charging', words: 'Charges only at one angle', lines: ['CAS-IP', 'UPH-CAS'], revised: 'BAT-IP12', days: 2, status: 'diagnosing', quotation: 'sent', tech: 'ravi' },
  { who: 'yuni', brand: 'Oppo', model: 'A98', problem: 'liquid', words: 'HP kecemplung ember, mati', lines: ['UPH-AIR'], days: 2, time: '15:30', status: 'diagnosing', quotation: 'sent', tech: 'dewi' },
  { who: 'izwan', brand: 'Xiaomi', model: 'Redmi 12', problem: 'software', words: 'Hang, bootloop lepas update', lines: ['UPH-SFT'], days: 15, status: 'diagnosing', quotation: 'expired', tech: H },
  { who: 'ganesh', brand: 'Vivo', model: 'Y36', problem: 'network', words: 'Sim tak detect, line takde', lines: ['UPH-BRD'], days: 0, minutes: 320, status: 'diagnosing', quotation: 'draft', tech: H },
  { who: 'priya', brand: 'Apple', model: 'iPhone 13', problem: 'audio', words: 'People cannot hear me on calls', lines: ['MIC-UNI', 'UPH-AUD'], days: 0, minutes: 250, status: 'diagnosing', quotation: 'draft', tech: 'ravi' },
  { who: 'sooklan', brand: 'Samsung', model: 'Galaxy A14', problem: 'lock', words: 'Forgot pattern after changing it', lines: ['UPH-SFT'], days: 0, minutes: 210, status: 'diagnosing', tech: 'ravi', notes: 'Proof of purchase seen.' },
  // Just handed in.
  { who: 'danial', brand: 'Apple', model: 'iPhone 11', problem: 'camera', words: 'Kamera belakang kabur', lines: [], days: 0, minutes: 150, status: 'pending' },
  { who: 'maria', brand: 'Realme', model: 'C35', problem: 'charging', words: 'Slow charging, gets hot at the port', lines: [], days: 0, minutes: 95, status: 'pending', not_here: true },
  { who: 'zalina', type: 'watch', brand: 'Apple', model: 'Watch Series 6', problem: 'battery', words: 'Jam cepat habis bateri', lines: [], days: 0, minutes: 60, status: 'pending', tech: H },
  { who: 'budi', brand: 'Xiaomi', model: 'Redmi Note 10', problem: 'battery', words: 'Baterai boros, sebentar sudah habis', lines: [], days: 0, minutes: 25, status: 'pending', tech: 'dewi' },
  // Never came.
  { who: 'faizal', brand: 'Apple', model: 'iPad 9', problem: 'screen', words: 'Skrin iPad retak di bucu', lines: [], days: 20, status: 'cancelled', not_here: true },
  { who: 'jiahao', brand: 'Oppo', model: 'Reno 10', problem: 'battery', words: 'Battery swollen, asked the price first', lines: [], days: 11, status: 'cancelled', not_here: true }
]

/** Over the counter, no repair. */
export const SALES: readonly {
  readonly who: CustomerKey
  readonly days: number
  readonly time: string
  readonly lines: readonly (readonly [Sku, number])[]
  readonly pays: readonly DemoPayment[]
}[] = [
  {
    who: 'sooklan',
    days: 25,
    time: '15:20',
    lines: [
      ['CSE-CLR', 1],
      ['TG-AND', 1],
      ['UPH-TG', 1],
    ],
    pays: [{ by: 'cash', given: '50.00' }],
  },
  {
    who: 'chunkit',
    days: 17,
    time: '17:05',
    lines: [
      ['CHG-65W', 1],
      ['KBL-CC', 1],
    ],
    pays: [{ by: 'card', reference: 'VISA 2290' }],
  },
  {
    who: 'kahwai',
    days: 13,
    time: '11:30',
    lines: [
      ['CHG-20W', 4],
      ['KBL-CL', 4],
    ],
    pays: [{ by: 'bank_transfer', reference: 'PBB 778120', amount: '200.00' }],
  },
  {
    who: 'shahrul',
    days: 6,
    time: '19:10',
    lines: [['EAR-BT', 1]],
    pays: [{ by: 'ewallet', reference: 'TNG 90011827' }],
  },
  {
    who: 'devi',
    days: 2,
    time: '12:45',
    lines: [
      ['PWB-10', 1],
      ['CSE-RUG', 1],
    ],
    pays: [{ by: 'cash', given: '130.00' }],
  },
  {
    who: 'rohani',
    days: 1,
    time: '16:30',
    lines: [
      ['TG-AND', 1],
      ['UPH-TG', 1],
      ['HLD-CAR', 1],
    ],
    pays: [{ by: 'cash', given: '100.00' }],
  },
]
