import { z } from 'zod'
import { LongTextField, RadiosField, SelectField, TextField } from '../../../design-system/index.ts'
import { line, words } from '../../../thread/fields.ts'
import { helpToTellOf, signposted, takenUpWords } from '../../public/index.ts'
import { linesOf, wordsOf } from '../details/details-view.ts'
import { factPage, itemsOf, keepOne, pick, wrong } from '../details/fact.ts'

/** That a family was told of a service, and whether they went there (practice: universal-directory). */
export const signpostedFact = factPage({
  slug: 'signposted',
  needs: [signposted],
  of: signposted,
  read: async tx => ({ services: await helpToTellOf(tx) }),
  start: ({ view, entry }) => (entry ? { ...(entry.facts as Record<string, string>), ...wordsOf(view, entry) } : {}),
  fields: ({ form, entry, more }) =>
    entry ? (
      <>
        <RadiosField
          form={form}
          name="takenUp"
          fieldset={{ legend: { text: `Did they go to ${(entry.facts as { serviceName: string }).serviceName}?` } }}
          items={itemsOf(takenUpWords)}
        />
        <LongTextField form={form} name="whatCameOfIt" rows={3} label="What came of it (optional)" />
      </>
    ) : (
      <>
        <SelectField
          form={form}
          name="service"
          label="Which service?"
          items={[
            { value: '', text: 'One that is not in the directory' },
            ...more.services.map(one => ({ value: one.service, text: one.name })),
          ]}
        />
        <TextField form={form} name="serviceName" label="If it is not in the directory: its name" />
        <LongTextField form={form} name="signpostedWhy" rows={3} label="What for (optional)" />
      </>
    ),
  schema: z.object({
    service: z.string().max(40).optional(),
    serviceName: line(160).optional(),
    signpostedWhy: words(2000).optional(),
    takenUp: pick(takenUpWords, 'Say whether they went there').optional(),
    whatCameOfIt: words(4000).optional(),
  }),
  keep: async keeping => {
    const { view, entry, more, said } = keeping
    const told = entry && linesOf(view, signposted).find(one => one.last.root === entry.root)
    if (told) {
      if (!said.takenUp) return wrong('takenUp', 'Say whether they went there')
      const { service, serviceName } = told.first.facts
      return keepOne({ ...keeping, entry: undefined }, signposted, {
        answers: told.first.root,
        parts: {
          record: {
            facts: { ...(service ? { service } : {}), serviceName, takenUp: said.takenUp },
            narrative: { whatCameOfIt: said.whatCameOfIt },
          },
        },
      })
    }
    const found = more.services.find(one => one.service === said.service)
    const serviceName = found?.name ?? said.serviceName
    if (!serviceName) return wrong('service', 'Choose a service, or name one below')
    return keepOne({ ...keeping, entry: undefined }, signposted, {
      parts: {
        record: { facts: { ...(found ? { service: found.service } : {}), serviceName }, narrative: { signpostedWhy: said.signpostedWhy } },
      },
    })
  },
})
