/** Draws lots that fall the same way every time: all that is invented of a family follows from its name. */
export class Chance {
  #state: number
  readonly #decks = new Map<string, unknown[]>()

  /** `seed`: any text; the same text draws the same lots. */
  constructor(seed: string) {
    this.#state = 0x811c9dc5
    for (const letter of seed) this.#state = Math.imul(this.#state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }

  /** From 0 to just under 1 (mulberry32). */
  #fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.#fraction() * (to - from + 1))
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.#fraction() * times < 1
  }

  /** One of these. Refuses an empty list. */
  of<Thing>(things: readonly Thing[]): Thing {
    const drawn = things[Math.floor(this.#fraction() * things.length)]
    if (drawn === undefined) throw new RangeError('there is nothing to draw from')
    return drawn
  }

  /** One of these that was not drawn under this key yet; all of them again once all were. */
  fresh<Thing>(key: string, things: readonly Thing[]): Thing {
    let deck = this.#decks.get(key)
    if (!deck || deck.length === 0) {
      deck = this.shuffled(things)
      this.#decks.set(key, deck)
    }
    const drawn = deck.pop()
    if (drawn === undefined) throw new RangeError('there is nothing to draw from')
    return drawn as Thing
  }

  /** These in another order. */
  shuffled<Thing>(things: readonly Thing[]): Thing[] {
    return things
      .map(thing => ({ thing, lot: this.#fraction() }))
      .sort((a, b) => a.lot - b.lot)
      .map(({ thing }) => thing)
  }
}
