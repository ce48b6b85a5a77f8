import { signatureOf } from '../src/adapters/whatsapp/signature.ts'
import { httpPost } from './load.ts'
import { APP_SECRET, PHONE_NUMBER_ID } from './product.ts'

/** One customer's text message as Meta delivers it. */
export function delivery(n: number, text = `skrin iphone ${n % 16} pecah, berapa?`): Buffer {
  const wa_id = `6012${String(1_000_000 + n)}`
  return Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '10000000000001',
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '60312345678', phone_number_id: PHONE_NUMBER_ID },
                contacts: [{ profile: { name: `Pelanggan ${n}` }, wa_id }],
                messages: [
                  {
                    from: wa_id,
                    id: `wamid.bench-${n}`,
                    timestamp: String(Math.floor(Date.now() / 1000)),
                    type: 'text',
                    text: { body: text },
                  },
                ],
              },
            },
          ],
        },
      ],
    }),
  )
}

export const signedPost = (body: Buffer): Buffer =>
  httpPost('/webhooks/whatsapp', body, { 'x-hub-signature-256': signatureOf(body, APP_SECRET) })
