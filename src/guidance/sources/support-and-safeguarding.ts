import { text } from './source.ts'

const framework = text(
  {
    id: 'support-and-safeguarding',
    called: 'Support and Safeguarding in Salford',
    title: 'Support and Safeguarding in Salford: helping children to thrive. Guidance for families, practitioners and community members',
    publisher: 'Salford Safeguarding Children Partnership',
    published: { between: [2018, 2022] },
    confidence: 'guidance',
    where: 'safeguardingchildren.salford.gov.uk, policies and procedures',
  },
  {
    Foreword: 'two values: put the child at the centre, and safeguarding is the business of everyone',
    Introduction: 'the right help at the right time for as long as it is needed, in the least intrusive way that answers the risk',
    'Who is this document for?':
      'help comes as early and at as low a stage as the need allows; for immediate protection, ring The Bridge and the police on 999',
    'Our approach to safety and support':
      'a key practitioner builds trust; changes are understood by what they mean for the child; most children have an early help assessment, plan and review before needs grow, and a referral where change did not come or last',
    'What do we mean by support?': 'four stages of support, thought through with the family unless that would be unsafe',
    'Getting advice': 'universal services, which most families find for themselves',
    'Getting Help':
      'early help rests on an assessment with the family, a team around the family, a lead professional, and the Thriving Families Tool where neglect emerges',
    'Getting More Help':
      'complex needs get coordinated help, led by early help or by a social worker for a child in need; practitioners may ask The Bridge first',
    'The Bridge Partnership':
      'one form for a child who needs support and one for worry about harm; the family is told, with few exceptions; agencies assess together; early help, child in need or a child protection enquiry may follow',
    'What is a Social Care Assessment?':
      'a social worker sees the children and the family, talks with other professionals, and decides from evidence',
    'Child Protection': 'significant harm is judged together, there being no absolute test; if in doubt, ask The Bridge at any point',
    'Child Protection Conference and Planning':
      'conferences are restorative, parents take an active part in the plan, and core groups meet in between',
    'Children with Disabilities': 'a child first: what counts is the effect of an impairment on the life of child and family',
    'Understanding Contextualised Safeguarding':
      'harm outside the family is answered where it happens, and young people over 15 have a plan of their own',
    'Cared for children': 'when and on what legal footing a child lives away from home',
    'Private Fostering Arrangements': 'a child looked after outside the close family for 28 days or more is made known to the council',
    'Working with young people in secure estates':
      'young people in custody receive the care a good parent would give, and are referred to their home authority',
    'Asset based approaches': 'start from what people and communities can do, and ask about harm, its effect and its evidence',
    'Building on and Recognising Family Strengths': 'what works well, what worries us, what needs to happen: in this order',
    'Family Network Meetings & Family Group Conferencing': 'families often hold the solution: bring their network together',
    'Assessment Principles': 'assessments centre on the child, are factual, joined up, fair, aimed at outcomes and open to challenge',
    'Recording what we do':
      'records are clear, tell fact from opinion, name who decided and by when, and include contact that was tried and failed',
    'Information Sharing':
      'fear of sharing never stands before a child who needs protecting, and nobody assumes that somebody else will pass it on',
    'Seven golden rules to sharing information':
      'share what is necessary, proportionate, relevant, adequate, accurate, timely and secure, and record why or why not',
    'Still Worried?': 'challenge is positive, respectful, timely, evidenced and recorded, and begins informally',
  },
)

/** The partnership's framework (2018 to 2022), cited by the heading of the section. */
export const supportAndSafeguarding = { ...framework, section: framework.at }
