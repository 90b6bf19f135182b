import { test } from 'node:test'
import { ids } from '../database.ts'
import { look } from '../look.ts'
import { openForJourneys, signIn } from '../served.ts'

const { served, browser } = await openForJourneys()

test('a call is written down and found by its number; the school reads the advice, follows it, and sends a letter with it', async () => {
  const desk = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const bridge = await desk.newPage()
  await signIn(bridge, served, 'bridge-screener', '/consultations')
  await bridge.getByRole('button', { name: 'Write down a consultation' }).click()
  await bridge.getByRole('button', { name: 'Save the consultation' }).click()
  await bridge.getByRole('link', { name: 'Enter who asks' }).waitFor()
  await look(bridge, 'consultation-errors')
  await bridge.getByLabel('Who asks?').fill('Sana Sample, safeguarding lead')
  await bridge.getByLabel('Where do they work?').selectOption({ label: 'Education' })
  await bridge.getByLabel('The e-mail address they sign in with here').fill(ids.email('school-safeguarding-lead'))
  await bridge.getByLabel('No: the caller does not name the child').check()
  await bridge.getByLabel('What do they ask?').fill('A girl says her uncle stays at night and she does not like it.')
  await bridge.getByLabel('What do you advise, and why?').fill('Do not ask her more. Raise a concern today.')
  await bridge.getByLabel('Raise a concern', { exact: true }).check()
  await bridge.getByRole('button', { name: 'Save the consultation' }).click()
  const number = /C-\w{4}-\w{4}/.exec(await bridge.getByRole('heading', { level: 1 }).innerText())?.[0] ?? ''
  await bridge.getByRole('link', { name: 'Consultations' }).first().click()
  await bridge.getByLabel('Find one by its number').fill(number.toLowerCase())
  await look(bridge, 'consultations')
  await bridge.getByRole('button', { name: 'Find' }).click()
  await bridge.getByRole('heading', { name: `Consultation ${number}` }).waitFor()
  await desk.close()

  const phone = await browser.newContext({ viewport: { width: 375, height: 700 } })
  const school = await phone.newPage()
  await signIn(school, served, 'school-safeguarding-lead', '/consultations')
  await school.getByRole('table').getByRole('link').first().click()
  await look(school, 'consultation-caller-375')
  await school.getByRole('button', { name: 'Raise a concern' }).click()
  const draft = school.url().replace(/\/danger$/, '')
  await school.goto(`${draft}/children/new`)
  await school.getByLabel('First name').fill('Amira')
  await school.getByRole('button', { name: 'Save', exact: true }).click()
  await school.getByRole('link', { name: 'Add more about Amira' }).click()
  await look(school, 'concern-more-375')
  await school.getByLabel('Religion').fill('Muslim')
  await school.getByRole('button', { name: 'Save', exact: true }).click()
  for (const [link, name] of [
    ['where the child lives', 'Where does the child live?'],
    ['which assessments and tools', 'Which assessments and tools'],
    ['what was agreed', 'What was agreed'],
  ] as const) {
    await school.getByRole('link', { name: link }).click()
    await school.getByRole('heading', { name }).waitFor()
    await school.goto(`${draft}/check`)
  }
  await school.getByRole('link', { name: 'files, such as' }).click()
  await school
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Miss Sample') })
  await school.getByRole('button', { name: 'Add the file' }).click()
  await school.getByText('letter.txt').first().waitFor()
  await look(school, 'concern-files-375')
  await school.getByRole('button', { name: 'Continue' }).click()
  await school.getByText('(1 added)').waitFor()
  await phone.close()
})
