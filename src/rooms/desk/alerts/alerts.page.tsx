import { EmptyState, LevelTag, levelWords } from '../../../design-system/index.ts'
import { printMomentShort } from '../../../guidance/index.ts'
import type { Alert, Alerts, Telling } from './alerts.ts'

/** The history of alerts about one person. */
export const AlertsPage = ({ alerts: { subject, name, alerts } }: { alerts: Alerts }) => (
  <>
    <h1 class="govuk-heading-l">
      <span class="govuk-caption-l">{name}</span>
      Alerts, and who was told
    </h1>
    {alerts.length === 0 ? (
      <EmptyState
        wouldBe={`Nothing has been due, late or critical about ${name} so far. When something is, it stands here with everybody who was told and what they said they would do.`}
        action={{ text: 'Back to the record', href: `/people/${subject}` }}
      />
    ) : (
      <>
        <Group title="Standing now" alerts={alerts.filter(one => one.stands)} none="Nothing stands now." />
        <Group title="Over" alerts={alerts.filter(one => !one.stands)} none="Nothing is over yet." />
      </>
    )}
  </>
)

const Group = ({ title, alerts, none }: { title: string; alerts: readonly Alert[]; none: string }) => (
  <section aria-label={title}>
    <h2 class="govuk-heading-m">{title}</h2>
    {alerts.length === 0 ? (
      <p class="govuk-body">{none}</p>
    ) : (
      <ul class="govuk-list gt-list-lines">
        {alerts.map(one => (
          <li key={one.id}>
            <p class="govuk-body">
              <LevelTag level={one.level} /> <strong>{one.says}</strong>
            </p>
            <p class="govuk-body-s">
              {one.when.replace(/^./, first => first.toUpperCase())}. Because: {one.because.join('; ')}
            </p>
            {one.tellings.length === 0 ? (
              <p class="govuk-body-s">Nobody was told of it by this system.</p>
            ) : (
              <ul class="govuk-list govuk-list--bullet">
                {one.tellings.map((telling, at) => (
                  <TellingLine key={at} telling={telling} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    )}
  </section>
)

const TellingLine = ({ telling }: { telling: Telling }) => (
  <li>
    {telling.to} ({telling.as}) was told on {printMomentShort(telling.at)}: {levelWords[telling.level].toLowerCase()}
    {telling.passedOn && ', passed on because nobody had taken notice in time'}.{' '}
    {telling.noticed ? (
      telling.willDo ? (
        <>
          Took notice on {printMomentShort(telling.noticed)} and wrote: <span class="gt-narrative">{telling.willDo}</span>
        </>
      ) : (
        `${telling.level === 'CRITICAL' ? 'Took notice' : 'Put aside'} on ${printMomentShort(telling.noticed)}.`
      )
    ) : (
      telling.level === 'CRITICAL' && <strong>Has not taken notice yet.</strong>
    )}
  </li>
)
