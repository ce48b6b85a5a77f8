import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { initials } from '../../shared/documents.ts'
import { pdf } from './pdf.ts'
import { longInvoice, sampleInvoice, sampleLabel, sampleQuotation, sampleReceipt } from './sample.ts'

interface Item {
  readonly text: string
  readonly left: number
  readonly right: number
  /** From the top of the page to the baseline. */
  readonly y: number
}

interface Read {
  readonly pages: { readonly width: number; readonly height: number; readonly items: Item[] }[]
  readonly text: string
  readonly links: string[]
}

async function read(bytes: Buffer): Promise<Read> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS })
  const document = await task.promise
  const pages: Read['pages'] = []
  const links: string[] = []
  let text = ''
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    text += items.map(item => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')
    pages.push({
      width,
      height,
      items: items.flatMap(item =>
        'str' in item && item.str.trim()
          ? [
              {
                text: item.str,
                left: item.transform[4],
                right: item.transform[4] + item.width,
                y: height - item.transform[5],
              },
            ]
          : [],
      ),
    })
    for (const annotation of await page.getAnnotations()) if (annotation.url) links.push(annotation.url)
  }
  await task.destroy()
  return { pages, text: text.replace(/\s+/g, ' '), links }
}

describe('an invoice', () => {
  test('says invoice in Malay and English and never calls itself a tax invoice', async () => {
    for (const lang of ['ms', 'id', 'en'] as const) {
      const { text } = await read(await pdf.invoice(sampleInvoice(lang)))
      expect(text).toContain(lang === 'id' ? 'Faktur / Invoice' : 'Invois / Invoice')
      expect(text).not.toMatch(/tax invoice|invois cukai|faktur pajak/i)
    }
  })

  test('prints what the law wants: number, date, both parties, each tax on its own, totals', async () => {
    const { text, links } = await read(await pdf.invoice(sampleInvoice()))
    for (const part of [
      'INV-2026-000031',
      '22 Nov 2026',
      'No. SST W10-2408-32000123',
      '27, Jalan SS 15/4D',
      '55000 Kuala Lumpur',
      'Tukar skrin iPhone 13 (OLED gred A)',
      '380.00',
      '−20.00',
      'RM450.00',
      'SST 6% atas RM60.00',
      'RM3.60',
      'RM453.60',
      '−RM100.00',
      'RM353.60',
      'Maybank 5142 3456 7890',
    ]) {
      expect(text, part).toContain(part)
    }
    expect(links).toEqual([sampleInvoice().link])
  })

  test('names in Chinese and Tamil can be read and selected', async () => {
    const names = ['陳美玲 (Tan Mei Ling)', '黄志强', '林雅雯', 'முருகன்', 'சரண்யா']
    for (const name of names) {
      const { text } = await read(await pdf.invoice(sampleInvoice('ms', { buyer: { name } })))
      expect(text.replaceAll(' ', ''), name).toContain(name.replaceAll(' ', ''))
      expect(text).not.toContain('?')
    }
  })

  test('a name full of emoji and rare letters prints what can be printed', async () => {
    const { text } = await read(
      await pdf.invoice(sampleInvoice('ms', { buyer: { name: '✨Nur Aisyah🌸👩‍🔧 Şahin ©' } })),
    )
    expect(text).toContain('Nur Aisyah')
    expect(text.replaceAll(' ', '')).toContain('Şahin©')
    expect(text).not.toMatch(/[✨🌸?]/u)
  })

  test('forty lines go over the pages: each line once, headings repeated, nothing over the edge, the total with its last line', async () => {
    const { pages, text } = await read(await pdf.invoice(longInvoice(40)))
    expect(pages.length).toBeGreaterThan(1)
    const numbers = pages.flatMap(({ items }) => {
      const heading = items.find(item => item.text === 'Keterangan')?.y ?? Number.POSITIVE_INFINITY
      return items
        .filter(item => item.left < 50 && item.y > heading && /^\d+$/.test(item.text))
        .map(item => Number(item.text))
    })
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    for (const [index, page] of pages.entries()) {
      for (const item of page.items) {
        expect(item.left, item.text).toBeGreaterThanOrEqual(44)
        expect(item.right, item.text).toBeLessThanOrEqual(page.width - 44)
        expect(item.y, item.text).toBeLessThan(page.height - 24)
        if (!/^(Dijana|Muka)/.test(item.text)) expect(item.y, item.text).toBeLessThan(790)
      }
      expect(page.items.map(item => item.text).join(' ')).toContain(`Muka surat ${index + 1} daripada ${pages.length}`)
    }
    const withTotal = pages.find(page => page.items.some(item => item.text === 'RM400.00'))
    expect(withTotal?.items.some(item => item.text === '40')).toBe(true)
    expect(withTotal?.items.some(item => item.text === 'Keterangan')).toBe(true)
    expect(text.match(/Alat ganti nombor 40/g)).toHaveLength(1)
  })

  test('whatever the number of lines, the total never stands alone on a page', async () => {
    for (const count of [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]) {
      const { pages } = await read(await pdf.invoice(longInvoice(count)))
      const total = pages.find(page => page.items.some(item => item.text === `RM${count * 10}.00`))
      expect(
        total?.items.some(item => item.text === String(count) && item.left < 50),
        `${count} lines`,
      ).toBe(true)
    }
  })

  test('amounts of a column end at the same place', async () => {
    const { pages } = await read(await pdf.invoice(sampleInvoice()))
    const ends = ['360.00', '60.00', '30.00', 'RM453.60', 'RM353.60'].map(text =>
      Math.max(...(pages[0]?.items.filter(item => item.text === text).map(item => item.right) ?? [])),
    )
    for (const end of ends) expect(end).toBeCloseTo(550.28, 0)
  })

  test('a logo is printed and a very long name pushes nothing off the paper', async () => {
    const logo = await sharp({ create: { width: 300, height: 100, channels: 4, background: '#0b6b66' } })
      .png()
      .toBuffer()
    const name = 'Perniagaan Membaiki Telefon Bimbit dan Komputer Riba Haji Abdul Rahman bin Sulaiman Sdn. Bhd.'
    const bytes = await pdf.invoice(
      sampleInvoice('ms', { seller: { ...sampleInvoice().seller, name, logo }, buyer: { name: 'W'.repeat(90) } }),
    )
    expect(bytes.includes('/Subtype /Image')).toBe(true)
    const { pages, text } = await read(bytes)
    expect(text).toContain('Sdn. Bhd.')
    for (const item of pages[0]?.items ?? []) expect(item.right).toBeLessThanOrEqual(551)
  })

  test('the same invoice drawn again is the same to the byte', async () => {
    expect(await pdf.invoice(sampleInvoice())).toEqual(await pdf.invoice(sampleInvoice()))
  })
})

test('a quotation says its version, until when it stands, and where to sign', async () => {
  const { text } = await read(await pdf.quotation(sampleQuotation('en')))
  for (const part of [
    'Quotation',
    'QTN-2026-000045',
    'Version 2',
    'Valid until',
    '29 Nov 2026',
    'RM453.60',
    'Signature',
  ])
    expect(text).toContain(part)
})

test('a receipt shows the total before and after rounding, what was received and the change', async () => {
  const { text } = await read(await pdf.receipt(sampleReceipt()))
  for (const part of [
    'Resit / Receipt',
    'RM453.63',
    '+0.02',
    'RM453.65',
    'Diterima · Tunai',
    'RM353.65',
    'RM46.35',
    'Selesai dibayar',
    'Murugan Enterprise',
  ]) {
    expect(text).toContain(part)
  }
})

test('a label is 50 by 30 millimetres and tells a stranger nothing about the owner', async () => {
  const { pages, text } = await read(await pdf.label(sampleLabel()))
  expect(pages).toHaveLength(1)
  expect(pages[0]?.width).toBeCloseTo(141.7, 0)
  expect(pages[0]?.height).toBeCloseTo(85, 0)
  expect(text).toContain('TKT-2026-000123')
  expect(text).toContain('SNBA')
  expect(text).not.toContain('Siti')
  for (const item of pages[0]?.items ?? []) {
    expect(item.right).toBeLessThanOrEqual(137)
    expect(item.y).toBeLessThan(82)
  }
})

test('initials are those of the name in any script', () => {
  expect(initials('Siti Nurhaliza binti Ahmad')).toBe('SNBA')
  expect(initials('陳美玲')).toBe('陳')
  expect(initials('முருகன் கோபால்')).toBe('முகோ')
  expect(initials('🌸 aina')).toBe('A')
})
