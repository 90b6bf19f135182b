import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { momentOf, Temporal } from '../../../guidance/index.ts'
import { openLog } from '../../../kernel/log.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identifier, residence } from '../../../thread/own-kinds/index.ts'
import { book } from '../../book.ts'
import { conference } from '../../child-protection/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { rooms } from '../../web.ts'
import { cpIsDoor } from '../door.ts'
import { tellTheNhs } from '../jobs.ts'

/** What the gateway of the NHS sends its notices with, and what its receiving end asks for. */
export const key = 'the-key-of-the-invented-gateway-1234567890'
export const token = 'the-token-of-the-invented-receiving-end'
export const nhsNumber = '9434765919'
export const now = () => momentOf(Temporal.Now.instant())

/** The other end, as a real server: it keeps what it took, and answers as it is told. */
class Receiver {
  readonly took: Record<string, unknown>[] = []
  readonly asked: unknown[] = []
  readonly tokens: (string | undefined)[] = []
  answers = 200
  #server: Server | undefined
  port = 0
  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', part => parts.push(part))
      request.on('end', () => {
        this.tokens.push(request.headers.authorization)
        const message = JSON.parse(Buffer.concat(parts).toString())
        this.asked.push(message.message)
        if (this.answers === 200) this.took.push(message)
        response.writeHead(this.answers).end()
      })
    })
    await new Promise<void>(resolve => this.#server?.listen(this.port, '127.0.0.1', resolve))
    this.port = (this.#server?.address() as AddressInfo).port
  }
  stop(): Promise<void> {
    return new Promise(resolve => {
      this.#server?.closeAllConnections()
      this.#server?.close(() => resolve())
    })
  }
}
/** A child on a plan, with both doors to the NHS: a real receiving end, and the door through which notices come. */
export const openCpIs = async () => {
  const { database, web, as } = await openForTests(rooms, {
    programs: [
      app => cpIsDoor({ key, partnership: ids.partnership, door: (text, values) => database.visitors.door(text, values), now })(app),
    ],
  })
  const child = newId<SubjectId>()
  const household = newId<SubjectId>()
  const lines: string[] = []
  const log = openLog('info', line => lines.push(line))
  const standing = { log, job: '00000000-0000-4000-8000-000000000001' }
  const { who, works } = tellingsOn('2026-01-10')
  const receiver = new Receiver()
  const round = () => tellTheNhs(database.worker, book, { url: `http://127.0.0.1:${receiver.port}/changes`, token }, standing)
  const page = async (role: string) => (await as(role)).get(`/people/${child}/cp-is`)
  const facts = async (role = 'social-worker') =>
    (
      await (
        await as(role)
      ).json<{
        waits: { what: string; about: string }[]
        sent: { what: string; how: string }[]
        attendances: { entry: string; read: boolean }[]
        weigh: boolean
      }>(`/people/${child}/cp-is`)
    ).body

  await receiver.start()
  await tell(
    database,
    'bridge-manager',
    [
      who(child, 'Amira', '2018-02-02'),
      {
        subject: child,
        kind: residence,
        on: '2026-01-10',
        parts: {
          record: { facts: { household } },
          whereabouts: { facts: { postcode: 'ZZ9 9ZZ', protected: true }, narrative: { address: '1 Canary Street' } },
        },
      },
      works(child, ids.account('social-worker'), 'account', 'lead'),
      works(child, ids.team.north, 'team', 'manager'),
      works(child, ids.account('conference-chair'), 'account', 'chair'),
      works(child, ids.account('conference-administrator'), 'account', 'conference-office'),
      works(child, ids.agency.school, 'agency', 'agency'),
    ],
    {
      begins: [
        { subject: child, form: 'person' },
        { subject: household, form: 'context' },
      ],
    },
  )
  await tell(database, 'conference-chair', [
    {
      subject: child,
      kind: conference,
      on: '2026-11-02',
      parts: { record: { facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true } } },
    },
  ])
  after(() => receiver.stop())

  /** Puts the child’s NHS number on record. */
  const numbered = () =>
    tell(database, 'social-worker', [
      { subject: child, kind: identifier, on: '2026-11-03', parts: { record: { facts: { scheme: 'nhs-number', value: nhsNumber } } } },
    ])
  return { database, web, as, child, lines, log, standing, who, works, receiver, round, page, facts, numbered }
}
