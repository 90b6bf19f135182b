import type { AnchorLine } from './anchored.ts'
import { sealHash } from './canonical.ts'
import type { Seal, Source } from './said.ts'
import { type Certificate, named, type RowFaults, SealCheck } from './seal-check.ts'

export type Kind =
  | 'changed row'
  | 'missing row'
  | 'inserted row'
  | 'reordered'
  | 'swapped days'
  | 'changed seal'
  | 'missing seal'
  | 'tail cut'
  | 'rewritten'
  | 'false certificate'
  | 'not anchored'
  | 'anchor not readable'
  | 'sealing is late'

/** One thing that is wrong: in which partnership, at which seal, of what kind, in words. */
export type Trouble = { partnership: string; seal: number; kind: Kind; says: string }

/** What verifying found. `troubles` in the order of partnerships and seals: the first is the first bad seal. `notes`: what is right but worth knowing. */
export type Verdict = {
  troubles: Trouble[]
  notes: string[]
  partnerships: number
  seals: number
  rows: number
  erased: number
  waiting: number
}

/** The longest that a row may wait to be sealed, and a seal to be anchored, before verifying says so: five minutes. */
export const longestWait = 300

/**
 * Verifies everything a source says, against an anchor where there is one. Without an anchor two things cannot be found: the end of a chain cut off, and a chain
 * written anew from its rows.
 */
export const judge = async (source: Source, anchor: { lines: AnchorLine[]; unread: number[] } | null): Promise<Verdict> => {
  const verdict: Verdict = { troubles: [], notes: [], partnerships: 0, seals: 0, rows: 0, erased: 0, waiting: 0 }
  const anchored = new Map<string, AnchorLine[]>()
  for (const line of anchor?.lines ?? []) {
    const known = anchored.get(line.partnership)
    if (known) known.push(line)
    else anchored.set(line.partnership, [line])
  }
  if (anchor && anchor.unread.length > 0)
    verdict.troubles.push({
      partnership: '',
      seal: 0,
      kind: 'anchor not readable',
      says: `line ${anchor.unread.join(', ')} of the anchor cannot be read`,
    })

  let chain: Chain | undefined
  const close = () => {
    if (!chain) return
    verdict.troubles.push(...chain.end())
    verdict.notes.push(...chain.notes)
    verdict.erased += chain.erased
    anchored.delete(chain.partnership)
  }
  for await (const said of source) {
    if ('partnership' in said) {
      close()
      chain = new Chain(said.partnership, anchor ? (anchored.get(said.partnership) ?? []) : null)
      verdict.partnerships += 1
    } else if ('certificates' in said) {
      for (const texts of said.certificates) {
        const one = named('erasure', texts)
        chain?.certificates.set(one.entry_id ?? '', { digest: one.digest ?? '', contentDigest: one.content_digest ?? '' })
      }
    } else if ('seal' in said) {
      verdict.seals += 1
      chain?.seal(said.seal)
    } else if ('rows' in said) {
      verdict.rows += said.rows.length
      chain?.check?.take(said.rows)
    } else if ('waiting' in said) {
      verdict.waiting += said.waiting
      chain?.waits(said.waiting, said.age)
    }
  }
  close()
  for (const [partnership, lines] of anchored)
    verdict.troubles.push({
      partnership,
      seal: 1,
      kind: 'tail cut',
      says: `all of it is gone: the anchor knows ${new Set(lines.map(line => line.seal_no)).size} seals, and nothing of this partnership is there`,
    })
  return verdict
}

type Recovery = { no: number; before: number; lostHash: string | null }

/** One partnership's chain, as its seals come. */
class Chain {
  readonly partnership: string
  readonly certificates = new Map<string, Certificate>()
  readonly notes: string[] = []
  erased = 0
  check: SealCheck | undefined
  readonly #anchor: ReadonlyMap<number, ReadonlySet<string>> | null
  readonly #troubles: Trouble[] = []
  readonly #numbers = new Map<string, number>()
  readonly #broken: { no: number; previous: string; hashed: boolean; gap: boolean; linked: boolean; ranged: boolean }[] = []
  readonly #rows: { no: number; faults: RowFaults }[] = []
  readonly #recoveries: Recovery[] = []
  readonly #unanchored: { no: number; age: number }[] = []
  #last = { no: 0, hash: '0'.repeat(64), next: '0' }

  constructor(partnership: string, anchor: readonly AnchorLine[] | null) {
    this.partnership = partnership
    if (!anchor) this.#anchor = null
    else {
      const known = new Map<number, Set<string>>()
      for (const line of anchor) {
        const hashes = known.get(line.seal_no)
        if (hashes) hashes.add(line.seal_hash)
        else known.set(line.seal_no, new Set([line.seal_hash]))
      }
      this.#anchor = known
    }
  }

  seal(seal: Seal): void {
    this.#endSeal()
    const said = named('seal', seal.columns)
    const no = Number(said.seal_no)
    const recovered = said.occasion === 'recovered'
    const expected = recovered && said.lost_to !== null ? Number(said.lost_to) + 1 : this.#last.no + 1
    const state = {
      no,
      previous: said.previous_hash ?? '',
      hashed: sealHash(seal.columns).toString('hex') === seal.hash,
      gap: no !== expected || no <= this.#last.no,
      linked: said.previous_hash === this.#last.hash,
      // A usual seal takes up where the one before ended; only a recovery may begin the count of transactions anew.
      ranged: recovered || (said.from_xid === this.#last.next && said.next_xid === said.to_xid),
    }
    if (!state.hashed || state.gap || !state.linked || !state.ranged) this.#broken.push(state)
    if (recovered) {
      this.#recoveries.push({ no, before: this.#last.no, lostHash: said.lost_hash })
      const lost = said.lost_to === null ? 'no seal is lost' : `seals ${this.#last.no + 1} to ${said.lost_to} are lost`
      this.notes.push(`${this.partnership}: seal ${no} records a recovery (${lost}): ${said.reason}`)
    }
    if (this.#anchor) {
      const known = this.#anchor.get(no)
      if (!known) this.#unanchored.push({ no, age: seal.age })
      else if (!known.has(seal.hash) || known.size > 1)
        this.#trouble(no, 'rewritten', `seal ${no} is not the one that was anchored: everything from it on may have been written anew`)
    }
    this.#numbers.set(seal.hash, no)
    this.check = new SealCheck(seal, this.certificates)
    this.#last = { no, hash: seal.hash, next: said.next_xid ?? '0' }
  }

  waits(rows: number, age: number): void {
    if (rows > 0 && age > longestWait)
      this.#trouble(
        this.#last.no + 1,
        'sealing is late',
        `${rows} rows are not sealed, the oldest for ${Math.round(age / 60)} minutes (at most ${longestWait / 60})`,
      )
  }

  /** Everything that is wrong with this chain, the first bad seal first. */
  end(): Trouble[] {
    this.#endSeal()
    this.#sayBroken()
    this.#sayRows()
    this.#sayAnchor()
    const order: readonly Kind[] = [
      'swapped days',
      'reordered',
      'missing seal',
      'missing row',
      'inserted row',
      'changed row',
      'false certificate',
      'changed seal',
    ]
    const rank = (kind: Kind) => (order.includes(kind) ? order.indexOf(kind) : order.length)
    return this.#troubles.sort((a, b) => a.seal - b.seal || rank(a.kind) - rank(b.kind))
  }

  #trouble(seal: number, kind: Kind, says: string): void {
    this.#troubles.push({ partnership: this.partnership, seal, kind, says })
  }

  #endSeal(): void {
    if (!this.check) return
    const faults = this.check.end()
    this.erased += faults.erased
    const { missing, inserted, changed, reordered, list, uncertain } = faults
    if (missing.length + inserted.length + changed.length + uncertain.length > 0 || reordered || list !== 'as sealed')
      this.#rows.push({ no: this.#last.no, faults })
    this.check = undefined
  }

  #sayBroken(): void {
    for (const { no, previous, hashed, gap, linked, ranged } of this.#broken) {
      const elsewhere = this.#numbers.get(previous)
      if (!linked && elsewhere !== undefined && elsewhere !== no - 1)
        this.#trouble(no, 'swapped days', `seal ${no} was made to follow seal ${elsewhere}: seals have changed places`)
      else if (gap || (hashed && !linked))
        this.#trouble(no, 'missing seal', `what came just before seal ${no} is not there, or is not what it was`)
      else
        this.#trouble(
          no,
          'changed seal',
          hashed && !ranged ? `seal ${no} does not take up where the one before it ended` : `seal ${no} does not give its own hash`,
        )
    }
  }

  #sayRows(): void {
    const insertedAt = new Map(this.#rows.flatMap(({ no, faults }) => faults.inserted.map(id => [id, no] as const)))
    const missingAt = new Map(this.#rows.flatMap(({ no, faults }) => faults.missing.map(id => [id, no] as const)))
    for (const { no, faults } of this.#rows) {
      const to = new Set(faults.missing.flatMap(id => insertedAt.get(id) ?? []))
      const from = new Set(faults.inserted.flatMap(id => missingAt.get(id) ?? []))
      const missing = faults.missing.filter(id => !insertedAt.has(id))
      const inserted = faults.inserted.filter(id => !missingAt.has(id))
      const both = [...to].filter(other => from.has(other))
      if (both.length > 0)
        this.#trouble(no, 'swapped days', `rows of seal ${no} stand among those of seal ${both[0]}, and the other way round`)
      else if (to.size + from.size > 0) this.#trouble(no, 'reordered', `rows have moved between seal ${no} and seal ${[...to, ...from][0]}`)
      if (faults.reordered) this.#trouble(no, 'reordered', `the rows of seal ${no} stand in another order than they were sealed in`)
      if (missing.length > 0) this.#trouble(no, 'missing row', `of seal ${no}, ${several(missing)} no longer there`)
      if (inserted.length > 0)
        this.#trouble(no, 'inserted row', `among the rows of seal ${no}, ${several(inserted)} there though never sealed`)
      if (faults.changed.length > 0 && !faults.reordered)
        this.#trouble(no, 'changed row', `of seal ${no}, ${several(faults.changed)} not as it was sealed`)
      if (faults.uncertain.length > 0)
        this.#trouble(
          no,
          'false certificate',
          `of seal ${no}, ${several(faults.uncertain)} certified as erased, and its content still stands`,
        )
      if (faults.list === 'more') this.#trouble(no, 'inserted row', `seal ${no} lists more rows than it counts`)
      if (faults.list === 'fewer') this.#trouble(no, 'missing row', `seal ${no} lists fewer rows than it counts`)
      if (faults.list === 'other') this.#trouble(no, 'changed seal', `the rows that seal ${no} lists are not those it was made of`)
    }
  }

  #sayAnchor(): void {
    if (!this.#anchor) return
    const highest = Math.max(0, ...lastOf(this.#anchor.keys()))
    for (const { before, no, lostHash } of this.#recoveries) {
      const known = this.#anchor.get(no - 1)
      if (no - 1 > before && known && !known.has(lostHash ?? ''))
        this.#trouble(no, 'rewritten', `seal ${no} records that it lost another seal ${no - 1} than the one that was anchored`)
    }
    if (highest > this.#last.no)
      this.#trouble(
        this.#last.no + 1,
        'tail cut',
        `the anchor knows seals up to ${highest}; here they end with ${this.#last.no}, and no recovery is recorded`,
      )
    const late = this.#unanchored.filter(({ no, age }) => no < highest || age > longestWait)
    if (late.length > 0)
      this.#trouble(late[0]?.no ?? 0, 'not anchored', `${late.length} seals from seal ${late[0]?.no} on are not in the anchor`)
  }
}

const lastOf = (numbers: Iterable<number>): number[] => {
  let highest: number[] = []
  for (const number of numbers) if (highest.length === 0 || number > (highest[0] ?? 0)) highest = [number]
  return highest
}

const several = (ids: readonly string[]): string => {
  const shown = ids.slice(0, 3).join(', ')
  return ids.length === 1 ? `row ${shown} is` : `${ids.length} rows (${shown}${ids.length > 3 ? ', …' : ''}) are each`
}
