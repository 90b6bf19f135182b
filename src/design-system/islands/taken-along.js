// What a phone holds of today's visits, and how it is closed. Nothing here is ever written down unclosed:
//
// - What was taken along, and what was typed into it, is closed under a key made of the worker's own password and 256 bits that only this phone has. The key is
//   in the memory of an open page and nowhere else. Signing out, eight hours or word from the server destroy those 256 bits: without them no password opens it.
// - What was typed is closed a second time, for the server alone: the phone cannot read that again. It outlives the key, so that no word is lost with it.

const rounds = 600_000
const longest = 8 * 3_600_000
// A clock may be put right by a little; one that goes back further would make eight hours longer.
const mayGoBack = 600_000
const alongPlace = 'gt-taken-along'
const saltPlace = 'gt-taken-along-key'
const wordsPlace = 'gt-words-for-us'
/** @type {Readonly<Record<string, readonly string[]>>} */
const stores = { [alongPlace]: ['pack', 'typed'], [saltPlace]: ['salt'], [wordsPlace]: ['waiting', 'sent'] }

/** @typedef {Record<string, string | readonly string[]>} Fields */
/** @typedef {{ token: string, account: string, publicKey: string, takenAt: number, until: number, seenAt: number, iv: Uint8Array, closed: ArrayBuffer }} Held */
/** @typedef {{ form: string, account: string, at: number, sealed: string, unanswered?: string | undefined, state: 'waiting' | 'conflict' }} Waiting */
/** @typedef {{ form: string, account: string, version: string, savedAt: string, begunAgain: boolean, meanwhile?: string | null | undefined, elsewhere?: string | undefined }} Sent */

const text = new TextEncoder()
/** @param {string} of */
const bytes = of => /** @type {Uint8Array<ArrayBuffer>} */ (text.encode(of))
/** @param {Uint8Array} of */
const base64url = of => {
  let letters = ''
  for (const byte of of) letters += String.fromCharCode(byte)
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
/** @param {string} of @returns {Uint8Array<ArrayBuffer>} */
const fromBase64url = of => Uint8Array.from(atob(of.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = request =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/**
 * Works in one store, in one transaction that is on the disk when this comes back: a flat battery takes nothing of it.
 * @template T @param {string} place @param {string} store @param {IDBTransactionMode} mode @param {(in_: IDBObjectStore) => Promise<T>} work @returns {Promise<T>}
 */
async function inStore(place, store, mode, work) {
  const opening = indexedDB.open(place, 1)
  opening.onupgradeneeded = () => {
    for (const name of stores[place] ?? []) opening.result.createObjectStore(name)
  }
  const database = await done(opening)
  // Whoever destroys it waits for nobody.
  database.onversionchange = () => database.close()
  try {
    const transaction = database.transaction(store, mode, { durability: 'strict' })
    const finished = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(undefined)
      transaction.onabort = () => reject(transaction.error)
    })
    const result = await work(transaction.objectStore(store))
    await finished
    return result
  } finally {
    database.close()
  }
}

/** @param {string} place */
const forget = place => done(/** @type {IDBRequest<unknown>} */ (indexedDB.deleteDatabase(place)))

/** @param {string} password @param {Uint8Array<ArrayBuffer>} salt */
async function keyOf(password, salt) {
  const typed = await crypto.subtle.importKey('raw', bytes(password.normalize('NFC')), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    typed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/** @param {CryptoKey} key @param {string} about @param {unknown} what */
async function close(key, about, what) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const closed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(about) }, key, bytes(JSON.stringify(what)))
  return { iv, closed }
}

/** @param {CryptoKey} key @param {string} about @param {{ iv: Uint8Array, closed: ArrayBuffer }} what */
async function unclose(key, about, { iv, closed }) {
  const options = { name: 'AES-GCM', iv: /** @type {Uint8Array<ArrayBuffer>} */ (iv), additionalData: bytes(about) }
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(options, key, closed)))
}

/** Closes words for the server alone. @param {string} publicKey @param {unknown} what */
async function closeForServer(publicKey, what) {
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const own = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const theirs = await crypto.subtle.importKey('raw', fromBase64url(publicKey), curve, false, [])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey))
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256)
  const made = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const info = bytes('words typed without signal')
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: point, info },
    made,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const closed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes(JSON.stringify(what))))
  const all = new Uint8Array(point.length + iv.length + closed.length)
  all.set(point)
  all.set(iv, point.length)
  all.set(closed, point.length + iv.length)
  return base64url(all)
}

const windows = new BroadcastChannel('gt-taken-along')

/** Calls back when another window of ours has destroyed what is held. @param {() => void} back */
export const whenGone = back => windows.addEventListener('message', back)

/** Is there anything of ours in this browser? Makes nothing. */
export async function anything() {
  const places = await indexedDB.databases?.()
  return places === undefined || places.some(({ name }) => name !== undefined && Object.hasOwn(stores, name))
}

/** Destroys what was taken along and what opens it, and tells the server, where it can be reached. What was typed still waits for the server, closed for it alone. */
export async function destroy() {
  const held = await inStore(alongPlace, 'pack', 'readonly', store => done(store.get('pack'))).catch(() => undefined)
  await forget(saltPlace)
  await forget(alongPlace)
  windows.postMessage('gone')
  if (held) void post(`/without-signal/gone`, { token: held.token }).catch(() => undefined)
}

/** What is held, as far as it says without the password; null where nothing is. What is over is destroyed before anything is shown. @returns {Promise<Held | null>} */
export async function held() {
  /** @type {Held | undefined} */
  const one = await inStore(alongPlace, 'pack', 'readonly', store => done(store.get('pack')))
  if (!one) return null
  const now = Date.now()
  if (now >= one.until || now < one.seenAt - mayGoBack) {
    await destroy()
    return null
  }
  if (now > one.seenAt) await inStore(alongPlace, 'pack', 'readwrite', store => done(store.put({ ...one, seenAt: now }, 'pack')))
  return one
}

/**
 * Holds something from now on, in place of what was held. `lasts`: milliseconds, by this phone's own clock.
 * @param {{ token: string, account: string, publicKey: string, lasts: number, what: unknown }} along @param {string} password
 */
export async function take({ token, account, publicKey, lasts, what }, password) {
  await destroy()
  const salt = crypto.getRandomValues(new Uint8Array(32))
  const takenAt = Date.now()
  const closed = await close(await keyOf(password, salt), token, what)
  await inStore(saltPlace, 'salt', 'readwrite', store => done(store.put(salt, 'salt')))
  const one = { token, account, publicKey, takenAt, seenAt: takenAt, until: takenAt + Math.min(lasts, longest), ...closed }
  await inStore(alongPlace, 'pack', 'readwrite', store => done(store.put(one, 'pack')))
}

/** What is held, opened; null where the password is wrong, or nothing is held. @param {string} password */
export async function open(password) {
  const one = await held()
  /** @type {Uint8Array<ArrayBuffer> | undefined} */
  const salt = one && (await inStore(saltPlace, 'salt', 'readonly', store => done(store.get('salt'))))
  if (!one || !salt) return null
  const key = await keyOf(password, salt)
  try {
    return { key, held: one, what: await unclose(key, one.token, one) }
  } catch {
    return null
  }
}

/**
 * Keeps what was typed into a form: for this phone until its key goes, and for the server until it has it. On the disk when this comes back.
 * @param {{ key: CryptoKey, held: Held }} along @param {string} form @param {{ of: string, keepAt: string, action: string, fields: Fields }} words
 */
export async function keep({ key, held: { token, account, publicKey, takenAt } }, form, words) {
  const at = Date.now()
  const sealed = await closeForServer(publicKey, { ...words, since: takenAt })
  await inStore(wordsPlace, 'waiting', 'readwrite', async store => {
    /** @type {Waiting | undefined} */
    const before = await done(store.get(form))
    await done(store.put({ form, account, at, sealed, unanswered: before?.unanswered, state: before?.state ?? 'waiting' }, form))
  })
  const closed = await close(key, `${token} ${form}`, words.fields)
  await inStore(alongPlace, 'typed', 'readwrite', store => done(store.put(closed, form)))
  return at
}

/** What was typed into a form; null where nothing was. @param {{ key: CryptoKey, held: Held }} along @param {string} form @returns {Promise<Fields | null>} */
export async function typedInto({ key, held: { token } }, form) {
  const closed = await inStore(alongPlace, 'typed', 'readonly', store => done(store.get(form)))
  return closed ? unclose(key, `${token} ${form}`, closed) : null
}

/** What waits for the server. @returns {Promise<Waiting[]>} */
export const waiting = () => inStore(wordsPlace, 'waiting', 'readonly', store => done(store.getAll()))
/** What the server has. @returns {Promise<Sent[]>} */
export const sent = () => inStore(wordsPlace, 'sent', 'readonly', store => done(store.getAll()))

/** Both versions are settled: what was typed here waits no more. @param {string} form */
export async function settle(form) {
  await inStore(wordsPlace, 'waiting', 'readwrite', store => done(store.delete(form)))
}

/** @param {string} url @param {Fields} fields @param {string} [mark] */
async function post(url, fields, mark) {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  return fetch(url, {
    method: 'POST',
    body,
    headers: { accept: 'application/json', 'x-form-mark': mark ?? (await session()).csrf },
    credentials: 'same-origin',
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  })
}

/** Who is signed in here, and the mark of forms. Throws where the server cannot be reached. @returns {Promise<{ account: string | null, csrf: string, hidden: boolean }>} */
async function session() {
  const answer = await fetch('/session', {
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** Asks the server whether what is held still stands, and destroys it where it does not. Throws where the server cannot be reached. */
export async function stands() {
  const one = await held()
  if (!one) return false
  const answer = await post('/without-signal/stands', { token: one.token })
  if (!answer.ok) throw new Error(String(answer.status))
  if ((await answer.json()).stands === true) return true
  await destroy()
  return false
}

/** What waits, as the server reads it again for whoever typed it. @param {string} sealed @param {string} csrf @returns {Promise<{ of: string, keepAt: string | null, action: string | null, fields: Fields, meanwhile: string | null }>} */
async function readByServer(sealed, csrf) {
  const answer = await post('/visits/today/words', { sealed }, csrf)
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** What was typed into a form and not taken by the server, for whoever typed it; null where somebody else is signed in. @param {string} form */
export async function readAgain(form) {
  const one = (await waiting()).find(each => each.form === form)
  const { account, csrf } = await session()
  return one && one.account === account ? { ...(await readByServer(one.sealed, csrf)), csrf } : null
}

/**
 * Sends what waits to where it would have been kept while it was typed. Says how it went: 'sent' (nothing waits), 'signed-out' (whoever typed it must sign in),
 * 'both' (something was written on elsewhere as well: both versions are to be seen). Throws where the server cannot be reached.
 * @returns {Promise<'sent' | 'signed-out' | 'both'>}
 */
export async function send() {
  if ((await waiting()).length === 0) return 'sent'
  const { account, csrf, hidden } = await session()
  /** @type {'sent' | 'signed-out' | 'both'} */
  let went = 'sent'
  for (const one of await waiting()) {
    if (one.account !== account || hidden) went = 'signed-out'
    else if (one.state === 'conflict') went = went === 'sent' ? 'both' : went
    else {
      const how = await sendOne(one, csrf)
      if (how !== 'sent') went = how
    }
  }
  return went
}

/** @param {Waiting} one @param {string} csrf @returns {Promise<'sent' | 'signed-out' | 'both'>} */
async function sendOne(one, csrf) {
  const { form, account } = one
  // What was sent and never answered goes again as it was, before anything that was typed since: it may have been kept, and must not look like somebody else's.
  const sealed = one.unanswered ?? one.sealed
  await change(form, { unanswered: sealed })
  const words = await readByServer(sealed, csrf)
  // What does not name a form that was taken along is sent nowhere but to its writer's own drafts.
  if (!words.keepAt) {
    await keepAmongDrafts({ form, account, sealed }, csrf)
    const typedSince = (await waiting()).find(each => each.form === form)
    return typedSince ? sendOne(typedSince, csrf) : 'sent'
  }
  /** @type {Sent | undefined} */
  const before = await inStore(wordsPlace, 'sent', 'readonly', store => done(store.get(form)))
  const opened = before?.version ?? words.fields['draftVersion'] ?? '0'
  const answer = await post(words.keepAt, { ...words.fields, draftVersion: opened }, csrf)
  if (answer.ok) {
    const { version, savedAt } = await answer.json()
    await settled(
      { form, account, version: String(version), savedAt, begunAgain: opened !== '0' && Number(version) === 1, meanwhile: words.meanwhile },
      sealed,
    )
  } else if (answer.status === 409) {
    await change(form, { unanswered: undefined, state: 'conflict' })
    return 'both'
  } else if (answer.status === 404) {
    // The form is no longer open to whoever typed.
    await keepAmongDrafts({ form, account, sealed }, csrf)
  } else if (answer.status === 401 || answer.status === 403) return 'signed-out'
  else throw new Error(String(answer.status))
  const left = (await waiting()).find(each => each.form === form)
  return left ? sendOne(left, csrf) : 'sent'
}

/** Keeps words where their writer reads their own. @param {Pick<Waiting, 'form' | 'account' | 'sealed'>} one @param {string} csrf */
async function keepAmongDrafts({ form, account, sealed }, csrf) {
  const kept = await post('/visits/today/words/keep', { sealed }, csrf)
  if (!kept.ok) throw new Error(String(kept.status))
  const { href, savedAt } = await kept.json()
  await settled({ form, account, version: '0', savedAt, begunAgain: false, elsewhere: href }, sealed)
}

/** @param {string} form @param {Partial<Waiting>} more */
const change = (form, more) =>
  inStore(wordsPlace, 'waiting', 'readwrite', async store => {
    const now = await done(store.get(form))
    if (now) await done(store.put({ ...now, ...more }, form))
  })

/** The server has what was sealed: it waits no more, unless something was typed since. @param {Sent} how @param {string} sealed */
async function settled(how, sealed) {
  await inStore(wordsPlace, 'sent', 'readwrite', store => done(store.put(how, how.form)))
  await inStore(wordsPlace, 'waiting', 'readwrite', async store => {
    const now = await done(store.get(how.form))
    if (now?.sealed === sealed) await done(store.delete(how.form))
    else if (now) await done(store.put({ ...now, unanswered: undefined }, how.form))
  })
}

/**
 * Before somebody signs out: what they typed is sent, or where something was written on elsewhere as well kept among their drafts, and everything is destroyed:
 * their browser clears away what it has of us. Never keeps them from signing out.
 */
export async function beforeSignOut() {
  if (!(await anything())) return
  await send().catch(() => undefined)
  const { account, csrf } = await session().catch(() => ({ account: null, csrf: '' }))
  for (const one of await waiting()) if (one.account === account) await keepAmongDrafts(one, csrf).catch(() => undefined)
  await destroy()
  if ((await waiting()).length === 0) await forget(wordsPlace)
}
