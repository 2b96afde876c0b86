/**
 * How the desk bears 100, 1,000 and 10,000 customers, and how processes share the reading of 10,000 on PostgreSQL.
 * `growth.ts [--customers N,N] [--write]`: other numbers; into `docs/performance.md` as well.
 */
import { parseArgs } from 'node:util'
import { findPostgres } from '../helpers/store-places.ts'
import { growTo, writeGrowth } from './growth-desk.ts'
import { shareAmong, writeSharing } from './growth-sharing.ts'
import { keepReport } from './report.ts'

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100,1000,10000' },
    write: { type: 'boolean', default: false },
  },
})
const numbers = values.customers.split(',').map(Number)
const most = Math.max(...numbers)
const begunAt = performance.now()
const tell = (line: string) => process.stderr.write(`${line} …\n`)

const growth = []
for (const customers of numbers) {
  tell(`${customers} customers`)
  growth.push(await growTo(customers))
}
const sharing = []
for (const processes of (await findPostgres()) ? [1, 4] : []) {
  tell(`${most} customers, ${processes} on PostgreSQL`)
  sharing.push(await shareAmong(processes, most))
}

const markdown = [writeGrowth(growth), ...(sharing.length > 0 ? [writeSharing(sharing, most)] : [])].join(
  '\n\n',
)
process.stdout.write(`${markdown}\n`)
const command = values.customers === '100,1000,10000' ? '' : ` -- --customers ${values.customers}`
keepReport(
  {
    name: 'growth',
    command: `npm run bench:growth${command}`,
    tookMs: performance.now() - begunAt,
    results: { growth, sharing },
    markdown,
  },
  values.write,
)
process.exit()
