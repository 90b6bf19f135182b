// Asks the browser for a passkey and sends what the device says with the form it stands in. This is all that signing in with a passkey needs a script for;
// without one, or where the browser knows no passkeys, the form stays hidden and the code from the app is the way in.

/** @param {string} text */
const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
/** @param {ArrayBuffer} buffer */
const text = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** @param {any} json */
const requestFrom = json => PublicKeyCredential.parseRequestOptionsFromJSON?.(json) ?? { ...json, challenge: bytes(json.challenge) }

/** @param {any} json */
const creationFrom = json =>
  PublicKeyCredential.parseCreationOptionsFromJSON?.(json) ?? {
    ...json,
    challenge: bytes(json.challenge),
    user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: json.excludeCredentials.map((/** @type {any} */ one) => ({ ...one, id: bytes(one.id) })),
  }

/** @param {any} credential */
const jsonOf = credential => {
  if (typeof credential.toJSON === 'function') return credential.toJSON()
  const { response } = credential
  const more = response.attestationObject
    ? { attestationObject: text(response.attestationObject), transports: response.getTransports?.() }
    : {
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        userHandle: response.userHandle ? text(response.userHandle) : undefined,
      }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response: { clientDataJSON: text(response.clientDataJSON), ...more },
  }
}

/** @param {HTMLFormElement} form */
function use(form) {
  const state = form.querySelector('[data-passkey-state]')
  const answer = form.elements.namedItem('answer')
  const mark = form.elements.namedItem('csrf')
  if (!state || !(answer instanceof HTMLInputElement) || !(mark instanceof HTMLInputElement)) return
  const does = form.dataset.passkey

  async function ask() {
    const asked = await fetch(form.dataset.passkeyOptions ?? '', {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'x-form-mark': mark.value },
      body: '{}',
      credentials: 'same-origin',
      redirect: 'error',
    })
    if (!asked.ok) throw new Error(String(asked.status))
    const json = await asked.json()
    const credential =
      does === 'create'
        ? await navigator.credentials.create({ publicKey: creationFrom(json) })
        : await navigator.credentials.get({ publicKey: requestFrom(json) })
    if (!credential) throw new Error('no passkey')
    return JSON.stringify(jsonOf(credential))
  }

  form.addEventListener('submit', event => {
    if (answer.value !== '') return
    event.preventDefault()
    state.textContent = 'Follow what your device asks.'
    ask().then(
      said => {
        answer.value = said
        state.textContent = ''
        form.requestSubmit()
      },
      () => {
        state.textContent =
          does === 'create'
            ? 'No passkey was made. Try again, or go on with the code from your app.'
            : 'No passkey was used. Try again, or sign in with your password and a code.'
      },
    )
  })
  form.hidden = false
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll('form[data-passkey]')) if (form instanceof HTMLFormElement) use(form)
  for (const words of document.querySelectorAll('[data-passkey-without]')) words.remove()
}
