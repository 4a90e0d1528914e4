// Sends as a product's own server would: node send.mjs ADDRESS KEY
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: process.argv[3], host: process.argv[2], flushAt: 10 })
analytics.on('error', (error) => { console.error(error); process.exitCode = 1 })
analytics.group({ userId: 'ana', groupId: 'acme', traits: { name: 'Acme', plan: 'pro', website: 'https://www.acme.example/' } })
analytics.identify({ userId: 'ana', traits: { firstName: 'Ana', lastName: 'Bell', email: 'ana@acme.example', title: 'champion' } })
for (let i = 0; i < 25; i++) {
  analytics.track({ userId: 'ana', event: 'Report Created', properties: { quantity: 2 } })
}
analytics.page({ userId: 'ana', name: 'Home' })
await analytics.closeAndFlush({ timeout: 10000 })
