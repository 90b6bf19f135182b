import { addDays, addWorkingDays, type Day, lastWorkingDayOnOrBefore } from '../../guidance/index.ts'
import { agedOn, type Child, childrenOn, hereFrom, schoolOn } from './family.ts'
import { factorsBehind, type Noted, notedByHealth, notedByHelp, notedBySchool, notedByWorker, spokenWith } from './noted.ts'
import { about, childsWords } from './said.ts'
import { areHolidays, type Life, lastDayOf } from './steps.ts'
import { leadOf, managerOf, type Teller, type Worker } from './tellers.ts'

export type Stage = 'getting-advice' | 'getting-help' | 'getting-more-help' | 'getting-risk-support'

const stageReasons: Record<Stage, string> = {
  'getting-advice': 'What is there for every family is enough.',
  'getting-help': 'More than one agency is needed, and one person who holds it together.',
  'getting-more-help': 'The needs are many and tangled: a social worker leads.',
  'getting-risk-support': 'Without a plan the children are likely to come to harm.',
}

/** Each child stands at a stage of support from a day. */
export const standsAt = ({ telling, family, chance }: Life, on: Day, stage: Stage, by: Teller): void => {
  const view = chance.of([
    'The family sees it the same way.',
    'The family would rather have less, and sees why.',
    'The family asked for it.',
  ])
  for (const child of childrenOn(family, on))
    telling.tell({
      ...{ slug: `stage-${on}`, of: child.label, kind: 'support-stage', happened: on, by },
      facts: { stage, ...(stage === 'getting-more-help' ? { led: 'social-work' } : {}), discussed: true },
      narrative: { reason: stageReasons[stage], familysView: view },
    })
}

/** Notes by somebody from one day to another, so many days apart, of the children it is about. */
const notes = (
  life: Life,
  { by, from, until, apart, of }: { by: Teller; from: Day; until: Day; apart: readonly [number, number]; of: readonly Noted[] },
  which: (child: Child, on: Day) => boolean = () => true,
): void => {
  const { telling, family, chance } = life
  for (let on = from, last = from; ; last = on) {
    on = lastWorkingDayOnOrBefore(addDays(on, chance.whole(...apart)))
    if (on <= last) on = addWorkingDays(last, 1)
    if (on > until) return
    const { contact, fact, view, workingWell } = chance.fresh(`notes of ${by}`, of)
    const met = contact.startsWith('at-') && !chance.oneIn(10)
    const there = childrenOn(family, on).filter(one => which(one, on))
    if (there.length === 0) continue
    // At home everybody is met; at school, on the telephone and in a message it is about one.
    for (const child of contact === 'at-home' ? there : [chance.of(there)]) {
      const aged = agedOn(child, on)
      const words = childsWords(aged)
      const heard = met && words.length > 0 && chance.oneIn(2)
      telling.tell({
        ...{ slug: `note-${by}-${on}`, of: child.label, kind: 'note', happened: on, by },
        facts: contact.startsWith('at-')
          ? met
            ? { contact, seen: heard ? 'seen-alone' : 'seen-with-carer', ...(heard ? { voice: { heard: ['spoken'], alone: true } } : {}) }
            : { contact, reached: false }
          : { contact },
        narrative:
          met || !contact.startsWith('at-')
            ? {
                fact: about(fact, child),
                ...(view ? { view: about(view, child) } : {}),
                ...(workingWell ? { workingWell: about(workingWell, child) } : {}),
                ...(heard
                  ? { childsWords: chance.fresh(`${child.label} says at ${aged < 8 ? 'first' : aged < 12 ? 'eight' : 'twelve'}`, words) }
                  : {}),
              }
            : { tried: 'Went at the time agreed; nobody there. Rang twice, left word, and will come again next week.' },
      })
    }
  }
}

/** What the school and the health visitor of the children write down while help goes on. */
export const notesAround = (life: Life, from: Day, until: Day): void => {
  const { family, chance } = life
  for (const key of ['nursery', family.primary, 'high'] as const)
    if (chance.oneIn(2))
      notes(
        life,
        { by: leadOf(key), from, until, apart: [60, 150], of: notedBySchool },
        (child, on) => !areHolidays(on) && schoolOn(child, family.primary, on) === key,
      )
  notes(life, { by: 'health', from, until, apart: [50, 110], of: notedByHealth }, (child, on) => agedOn(child, on) < 3)
}

/** What those who help the family early write down. */
export const notesOfHelp = (life: Life, by: 'early-help' | 'family-centre', from: Day, until: Day): void =>
  notes(life, { by, from, until, apart: [24, 55], of: notedByHelp })

/** What the social worker writes down beside the visits. */
export const notesOfWorker = (life: Life, worker: Worker, from: Day, until: Day): void =>
  notes(life, { by: worker, from, until, apart: [30, 70], of: notedByWorker }, (child, on) => agedOn(child, on) >= 5)

/** NHS numbers from the range that is given to nobody (999), for most children; a number whose check figure would be ten does not exist. */
export const numbered = ({ telling, family, chance, number }: Life, on: Day, by: Teller): void => {
  for (const [at, child] of family.children.entries()) {
    const figures = `999${String(number).padStart(4, '0')}${String(at + 1).padStart(2, '0')}`
    const check = (11 - ([...figures].reduce((sum, figure, place) => sum + Number(figure) * (10 - place), 0) % 11)) % 11
    if (check === 10 || chance.oneIn(4) || !childrenOn(family, on).includes(child)) continue
    telling.tell({
      ...{ slug: 'nhs-number', of: child.label, kind: 'identifier', happened: on, by },
      facts: { scheme: 'nhs-number', value: `${figures}${check}` },
    })
  }
}

/** What a social worker learns of a family in the first days: where it comes from in its own words, who else is in the children's lives, what weighs on the parents. */
export const gotToKnow = (life: Life, on: Day, worker: Worker, worry: string): void => {
  backgrounds(life, on, worker)
  adults(life, on, worker)
  factors(life, on, worker, worry)
}

const backgrounds = ({ telling, family, chance }: Life, on: Day, by: Teller): void => {
  const ethnicity = chance.oneIn(6) ? 'not-asked' : chance.oneIn(10) ? 'not-said' : family.naming.ethnicity
  for (const child of childrenOn(family, on))
    telling.tell({ slug: 'background', of: child.label, kind: 'background', happened: on, by, facts: { ethnicity } })
}

/** A father elsewhere, a new partner, and now and then somebody whom nobody has identified: mostly that is found out, now and then not. */
const adults = (life: Life, on: Day, by: Worker): void => {
  const { telling, family, chance } = life
  const children = childrenOn(family, on)
  const later = addWorkingDays(on, chance.whole(5, 9))
  const recent = later > lastDayOf(life)
  for (const adult of family.adults.filter(one => one.as === 'step-parent' || (one.as === 'father' && !one.livesIn))) {
    const said = {
      ...{
        seenAs: 'man',
        as: adult.as,
        identified: true,
        person: `\${${adult.label}}`,
        parentalResponsibility: adult.responsible,
        toldBy: 'parent',
      },
      ...(adult.livesIn
        ? { presence: 'lives', frequency: 'daily' }
        : { presence: 'elsewhere', frequency: chance.of(['weekly', 'monthly', 'now-and-then']) }),
    }
    const spoken = adult.livesIn || chance.oneIn(3)
    const reached = !spoken && !recent && chance.oneIn(2)
    for (const child of children) {
      const first = telling.tell({
        ...{ slug: `knows-${adult.label}`, of: child.label, kind: 'adult-in-contact', happened: on, by },
        facts: { ...said, spokenWith: spoken },
      })
      if (reached)
        telling.tell({
          ...{ slug: `heard-${adult.label}`, of: child.label, kind: 'adult-in-contact', happened: later, by, answers: first },
          facts: { ...said, spokenWith: true },
        })
    }
  }
  const [child] = children
  if (!child || !chance.oneIn(4)) return
  const described = about(chance.of(unknown), child)
  const first = telling.tell({
    ...{ slug: 'unknown-adult', of: child.label, kind: 'adult-in-contact', happened: on, by },
    facts: { seenAs: 'man', as: 'not-known', identified: false, presence: 'visits', frequency: 'weekly', toldBy: 'child' },
    parts: { 'third-party': { narrative: { calledOrDescribed: described } } },
  })
  if (!recent && !chance.oneIn(3))
    telling.tell({
      ...{ slug: 'unknown-no-more', of: child.label, kind: 'adult-in-contact', happened: later, by, answers: first },
      facts: {
        seenAs: 'man',
        as: 'friend',
        identified: true,
        spokenWith: true,
        presence: 'visits',
        frequency: 'weekly',
        policeCheck: 'done',
        toldBy: 'parent',
      },
    })
}

const unknown = [
  'A man of about thirty who collects on Fridays. {name} calls him Boss.',
  'Somebody {name} calls “the football man”, who has a key.',
  'An older man in a van, seen twice at the gate.',
] as const

const factors = ({ telling, family, chance }: Life, on: Day, worker: Worker, worry: string): void => {
  const behind = factorsBehind[worry]
  if (!behind) return
  const service = chance.of(['involved', 'involved', 'offered', 'refused'])
  for (const child of childrenOn(family, on)) {
    telling.tell({
      ...{ slug: 'weighs-on-parents', of: child.label, kind: 'parental-factor', happened: on, by: worker },
      facts: { factor: behind.factor, whose: behind.whose, adultService: service, consent: service === 'refused' ? 'refused' : 'given' },
      narrative: { impact: about(behind.impact, child) },
    })
    if (behind.need && child === family.children[0])
      telling.tell({
        ...{ slug: 'parents-need', of: child.label, kind: 'parents-own-need', happened: on, by: managerOf(worker) },
        facts: { need: behind.need, whose: behind.whose, uptake: service === 'refused' ? 'declined' : 'accepted' },
      })
  }
}

/** How to speak with a child whose words are few. */
export const toBeHeard = ({ telling, family, chance }: Life, on: Day, worker: Worker): void => {
  const [child] = family.children
  telling.tell({
    ...{ slug: 'to-be-heard', of: child.label, kind: 'communication-needs', happened: on, by: worker },
    facts: { by: chance.of([['pictures', 'more-time'], ['device'], ['makaton', 'hearing-aid']]) },
    narrative: { howToSpeak: about(chance.of(spokenWith), child) },
  })
}

const changed = {
  'money-or-housing': [
    'Hours at work were cut; the rent is behind.',
    'Shorter tempers and less in the lunchbox. The stage fits; Early Help rings about the rent.',
  ],
  'parents-health': [
    'A parent is in hospital for some days.',
    '{name} is with family {he} knows and asks when it ends. Told {him} the day.',
  ],
  household: ['A cousin has come to stay for a while.', '{name} gave up a bed and is proud of it. The cousin helps with the evenings.'],
} as const

/** What changed around the children while a worker knew them, a birth in the family among it, and what the worker made of it; now and then nobody did yet. */
export const changes = (life: Life, from: Day, until: Day, worker: Worker): void => {
  const { telling, family, chance } = life
  const weighed = (slug: string, on: Day, which: readonly Child[], impact: string) => {
    for (const child of which)
      telling.tell({
        ...{ slug, of: child.label, kind: 'change-weighed', happened: on, by: worker, facts: { stageStillFits: true } },
        narrative: { impact: about(impact, child) },
      })
  }
  for (const baby of family.children.filter(child => hereFrom(child) > from && hereFrom(child) < until)) {
    const on = addWorkingDays(hereFrom(baby), 2)
    if (on <= until)
      weighed(
        `weighed-${baby.label}`,
        on,
        childrenOn(family, on),
        'A baby in the home: everybody is tired, and {name} is held a good deal by visitors.',
      )
  }
  if (!chance.oneIn(3)) return
  const what = chance.of(['money-or-housing', 'parents-health', 'household'] as const)
  const on = addWorkingDays(from, chance.whole(8, 40))
  const answered = addWorkingDays(on, chance.whole(2, 4))
  if (on > until) return
  const [told, impact] = changed[what]
  for (const child of childrenOn(family, on))
    telling.tell({
      ...{ slug: `changed-${on}`, of: child.label, kind: 'circumstances-changed', happened: on, by: worker, facts: { what } },
      narrative: { whatChanged: told },
    })
  if (answered <= until && !chance.oneIn(5)) weighed(`weighed-${on}`, answered, childrenOn(family, answered), impact)
}
