// Keeps the page that opens without signal, and what it is made of, on the phone: the same for everybody, and nothing of anybody in it. Everything else goes
// to the server as if this were not here. Made of: /asset/without-signal.js /asset/golden-thread.css (another of either makes another of this).

const page = '/without-signal'
const kept = 'gt-without-signal'
const named = /["'(](\/(?:assets|theme)\/[\w./-]+)["')]/g

/** Fetches what the page is made of, and puts the page itself in place last: a phone that loses signal in the middle goes on with what it had. */
async function fill() {
  const cache = await caches.open(kept)
  const get = async url => {
    const answer = await fetch(url, { credentials: 'omit', cache: url === page ? 'no-store' : 'default', redirect: 'error' })
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
    return answer
  }
  const shell = await get(page)
  const wanted = new Set()
  const look = async text => {
    for (const [, url] of text.matchAll(named)) {
      if (wanted.has(url)) continue
      wanted.add(url)
      const before = await cache.match(url)
      const answer = before ?? (await get(url))
      if (!before) await cache.put(url, answer.clone())
      if (/\.(js|css)$|^\/theme\//.test(url)) await look(await answer.text())
    }
  }
  await look(await shell.clone().text())
  await cache.put(page, shell)
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname !== page && !wanted.has(pathname)) await cache.delete(request)
  }
}

self.addEventListener('install', event => event.waitUntil(fill().then(() => self.skipWaiting())))
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', event => {
  const { method, url, mode } = event.request
  const { pathname, origin } = new URL(url)
  if (method !== 'GET' || origin !== self.location.origin) return
  const isPage = mode === 'navigate' && pathname === page
  if (!isPage && !/^\/(assets|theme)\//.test(pathname)) return
  event.respondWith(caches.match(isPage ? page : pathname, { ignoreVary: true }).then(found => found ?? fetch(event.request)))
  // With signal the page is brought up to date for the next time.
  if (isPage) event.waitUntil(fill().catch(() => undefined))
})
