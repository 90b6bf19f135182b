import { contentDigest, entryDigest, erasureDigest, leafSize, lineDigest, merkleRoot, type Texts } from './canonical.ts'
import { columns, type Row, type Seal } from './said.ts'

/** The columns of a row by name. */
export const named = <T extends keyof typeof columns>(table: T, texts: Texts): Record<(typeof columns)[T][number], string | null> =>
  Object.fromEntries(columns[table].map((name, at) => [name, texts[at] ?? null])) as Record<(typeof columns)[T][number], string | null>

/** A certificate of erasure, as the rows of its entry are held against it. */
export type Certificate = { readonly digest: string; readonly contentDigest: string }

/** What is wrong with the rows of one seal, by the ids of those it concerns. */
export type RowFaults = {
  missing: string[]
  inserted: string[]
  changed: string[]
  /** The rows are the ones that were sealed, in another order. */
  reordered: boolean
  /** The list of leaves is not the one that was sealed: with more or fewer rows than the seal counts, or with others. */
  list: 'as sealed' | 'more' | 'fewer' | 'other'
  /** Certified as erased, but its content or its salt still stands, or its head is not the one that was sealed. */
  uncertain: string[]
  erased: number
}

/** Holds the rows that stand in a seal's range against its leaves, one after the other in their order; keeps no row that is as it was sealed. */
export class SealCheck {
  readonly #leaves: Buffer
  readonly #certificates: ReadonlyMap<string, Certificate>
  readonly #faults: RowFaults
  #at = 0
  /** From the first row that is not where its leaf is: what stands, to be sorted out at the end. */
  #others: Map<string, { digest: Buffer; row: Row; order: number }> | undefined

  constructor(seal: Seal, certificates: ReadonlyMap<string, Certificate>) {
    const said = named('seal', seal.columns)
    this.#leaves = Buffer.from(seal.leaves, 'base64')
    this.#certificates = certificates
    const counted = (Number(said.entries) + Number(said.lines) + Number(said.erasures)) * leafSize
    const rooted = this.#leaves.length % leafSize === 0 && merkleRoot(this.#leaves).toString('hex') === said.root
    const list = this.#leaves.length > counted ? 'more' : this.#leaves.length < counted ? 'fewer' : rooted ? 'as sealed' : 'other'
    this.#faults = { missing: [], inserted: [], changed: [], reordered: false, list, uncertain: [], erased: 0 }
  }

  /** The next rows that stand. */
  take(rows: readonly Row[]): void {
    for (const row of rows) {
      const digest = this.#digestOf(row)
      if (!this.#others) {
        this.#passErased(row.id)
        if (this.#matches(row, digest)) {
          this.#at += 1
          continue
        }
        this.#others = new Map()
      }
      this.#others.set(row.id, { digest, row, order: this.#others.size })
    }
  }

  /** What is wrong, once every row was taken. */
  end(): RowFaults {
    const faults = this.#faults
    const others = this.#others ?? new Map<string, { digest: Buffer; row: Row; order: number }>()
    let last = -1
    for (; this.#at < this.#count; this.#at += 1) {
      const { id, what, digest } = this.#leaf(this.#at)
      const stands = others.get(id)
      if (!stands) {
        if (what === 1 && this.#certificates.get(id)?.digest === digest.toString('hex')) faults.erased += 1
        else faults.missing.push(id)
        continue
      }
      others.delete(id)
      if (!stands.digest.equals(digest) || stands.row.what !== what) faults.changed.push(id)
      if (stands.order < last) faults.reordered = true
      last = stands.order
    }
    faults.inserted.push(...others.keys())
    return faults
  }

  get #count(): number {
    return Math.floor(this.#leaves.length / leafSize)
  }

  #leaf(at: number): { what: number; id: string; digest: Buffer } {
    const leaf = this.#leaves.subarray(at * leafSize, (at + 1) * leafSize)
    const hex = leaf.toString('hex', 1, 17)
    return {
      what: leaf[0] ?? 0,
      id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
      digest: leaf.subarray(17),
    }
  }

  #matches(row: Row, digest: Buffer): boolean {
    if (this.#at >= this.#count) return false
    const leaf = this.#leaf(this.#at)
    return leaf.id === row.id && leaf.what === row.what && leaf.digest.equals(digest)
  }

  /** Leaves of entries that are gone under a certificate stand for themselves. */
  #passErased(next: string): void {
    while (this.#certificates.size > 0 && this.#at < this.#count) {
      const { what, id, digest } = this.#leaf(this.#at)
      if (what !== 1 || id === next || this.#certificates.get(id)?.digest !== digest.toString('hex')) return
      this.#faults.erased += 1
      this.#at += 1
    }
  }

  #digestOf(row: Row): Buffer {
    if (row.what !== 1) return row.what === 2 ? lineDigest(row.columns) : erasureDigest(row.columns)
    const certificate = this.#certificates.get(row.id)
    if (!certificate) return entryDigest(row.columns, contentDigest(row.salt, row.parts, row.links))
    if (row.salt !== null || row.parts.length > 0 || row.links.length > 0) this.#faults.uncertain.push(row.id)
    this.#faults.erased += 1
    return entryDigest(row.columns, Buffer.from(certificate.contentDigest, 'hex'))
  }
}
