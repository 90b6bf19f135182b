import { readConfig } from '../src/kernel/config.ts'
import { urlAs } from '../src/kernel/db/urls.ts'
import { openWeb } from '../src/web.ts'
import { benchRoom } from './bench-room.ts'
import { partnership } from './organisation.ts'

// The web as it is served, in a process of its own; DATABASE_URL, GT_SECRET and PORT come from whoever starts it.
const config = readConfig(process.env)
const { DATABASE_URL: url, GT_SECRET: secret } = config
if (!url || !secret) throw new Error('the web of the measurement is told its database and its secret')
const web = await openWeb(config, { secret, urlAs: role => urlAs(url, role, secret) }, partnership, null, [benchRoom])
process.once('SIGTERM', () => void web.stop().then(() => process.exit(0)))
process.send?.('ready')
