import { day, localPractice } from '../../../guidance/index.ts'
import { rule } from '../../../thread/rule.ts'
import { ends, within } from '../../../thread/say.ts'
import { answerTo, atOnce, incidentKinds, incidentsOf, notifyWithin } from './known-harm.ts'
import { seriousIncidentNotified } from './serious-incident.ts'

/**
 * A child has died or was seriously harmed, and abuse or neglect is known or suspected: somebody who answers for it knows at once, and the national panel is
 * notified within five working days (practice: serious-incident-notification, dl-serious-incident). Where it was weighed and is not suspected, nothing is asked.
 */
export const seriousIncidentKnown = rule({
  id: 'serious-incident',
  says: ({ facts }) =>
    facts.weighed === true
      ? 'This child has died or was seriously harmed, and abuse or neglect is known or suspected. The national panel is to be notified.'
      : 'This child died while on a child protection plan. Weigh whether abuse or neglect is known or suspected; the national panel is to be notified if so.',
  because: [localPractice.seriousIncidents.at('notification')],
  kinds: incidentKinds,
  inForce: { from: day('2018-06-29') },
  settings: { notifyWithin },
  findings: (child, { notifyWithin }) => {
    const notified = answerTo(child.of(seriousIncidentNotified))
    return incidentsOf(child)
      .filter(one => one.isSerious || one.opened !== one.weighed)
      .map(incident =>
        within(notifyWithin, {
          name: 'known',
          of: incident.opened,
          metBy: notified([incident.opened, incident.weighed]),
          stop: incident.isSerious ? undefined : ends(incident.weighed, 'cancelled'),
          shows: { CRITICAL: atOnce },
          tell: ['service-manager', 'manager', 'chair'],
          facts: { weighed: incident.weighed !== undefined },
        }),
      )
  },
})
