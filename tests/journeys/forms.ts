import type { Browser, Page } from 'playwright-core'
import { addDays, type Day } from '../../src/guidance/index.ts'
import { type Served, signIn, typeDay } from '../served.ts'

/** Somebody at a computer that runs no script, as a locked-down one of a school or a court; signed in as the account of a role. */
export const withoutScripts = async (browser: Browser, served: Served, role: string, to = '/'): Promise<Page> => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await signIn(page, served, role, to)
  return page
}

/** Writes into each field by its label. */
export const write = async (page: Page, words: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, text] of Object.entries(words)) await page.getByLabel(label, { exact: true }).first().fill(text)
}

/** Picks one answer of a question. */
export const pick = (page: Page, question: string | RegExp, answer: string): Promise<void> =>
  page.getByRole('group', { name: question }).last().getByLabel(answer, { exact: true }).first().check()

export const press = (page: Page, button: string | RegExp): Promise<void> => page.getByRole('button', { name: button }).click()

/** Looks at a page under a name, as whoever fills it in sees it. */
type Look = (page: Page, name: string) => Promise<void>

/** The chair writes down what the professionals reflected about Amira, and opens the conference with the school and health there. */
export const reflectAndOpen = async (chair: Page, look: Look): Promise<void> => {
  await chair.getByRole('link', { name: /Write down the reflective session/ }).click()
  await chair.getByLabel('Sample Primary School').check()
  await write(chair, { 'Answer 1': 'Mornings were calm while somebody came by.' })
  await look(chair, 'reflective-session')
  await press(chair, 'Write down the session')
  await chair.getByText('The session about Amira Testcase is written down.').waitFor()
  await chair.getByLabel('Sample Primary School').check()
  await chair.getByLabel('Invented Community Health').check()
  await look(chair, 'conference-open')
  await press(chair, 'Open the conference')
}

/** The chair decides that Amira is on a plan for neglect, with all that the form asks. */
export const decideAboutAmira = async (chair: Page, today: Day, look: Look): Promise<void> => {
  await chair.getByRole('link', { name: /^Decide/ }).click()
  await write(chair, {
    'What is working well?': 'Grandmother fetches Amira from school.',
    'What are people worried about?': 'Amira is alone at night.',
    'What needs to happen?': 'An adult is there every night.',
    'What does the child say or show?': '“I hear the door and then nobody is there.”',
    'Who is worried?': 'School and social care',
    'About what, from what was seen or heard?': 'Amira was alone on six nights.',
    'What do they fear will happen to the child if nothing changes?': 'Amira will be hurt and nobody will know.',
    'What will the parents be doing differently?': 'An adult is at home from dusk.',
    'What will the child experience?': 'Amira falls asleep knowing who is there.',
    'Why?': 'It has gone on for months.',
  })
  await pick(chair, /Did the child take part/, 'Yes')
  await pick(chair, /who live elsewhere see this child/, 'Nobody knows of any')
  await chair.getByText('Amira: how safe?').click()
  await chair.getByLabel('From 0 to 10').first().fill('3')
  // What a plan needs stands folded under this answer where scripts run.
  await chair.getByLabel('Yes: Amira is on a child protection plan').check()
  await chair.getByLabel('Neglect', { exact: true }).check()
  await write(chair, {
    'What is the plan, in outline?': 'Evenings are covered.',
    'What happens if it does not work?': 'Grandmother comes, and the social worker is rung.',
    'Who is the lead social worker?': 'Jo Invented',
    'Who is in the core group?': 'Mother, grandmother, school',
  })
  await typeDay(chair, /When does the core group first meet/, addDays(today, 7))
  await typeDay(chair, /When is the review conference/, addDays(today, 80))
  await look(chair, 'conference-decision')
  await press(chair, 'Write down the decision about Amira')
  await chair.getByText('On a child protection plan: neglect').waitFor()
}
