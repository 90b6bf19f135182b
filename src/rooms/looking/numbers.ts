import { type Setting, setting } from '../../thread/rule.ts'

/** What is unusual enough for somebody to go through it; an authority sets its own as `looking.<name>`. None of them says that a look was wrong. */
export const lookingSettings = {
  'night-from': setting<number>(22, 'our own choice', 'from this hour (London) a look by somebody who is not on duty is unusual'),
  'night-to': setting<number>(6, 'our own choice', 'until this hour (London) a look by somebody who is not on duty is unusual'),
  mass: setting<number>(
    150,
    'our own choice',
    'so many different people within an hour of the clock; a manager’s team and a day’s queue are fewer',
  ),
} as const satisfies Record<string, Setting<number>>
