import { text } from './source.ts'

const slides = text(
  {
    id: 'neglect-response',
    called: 'neglect response',
    title: 'Neglect of children and young people: the response in Salford (slides)',
    publisher: 'Salford Safeguarding Children Board',
    published: { between: [2015, 2016] },
    confidence: 'guidance',
  },
  {
    messages: 'serious case reviews ask for challenge, better assessment, working together, earlier help and attention to each child',
    'case 17':
      'seven referrals of similar concern to Salford came over two years, from several agencies and after a closure, before the first child protection conference',
    'case 17, lessons':
      'neglect does its harm over time: start the neglect tool earlier, ask whether good enough really is, and what living in this house was like for the children',
    audit: 'practice audits found reluctance to intervene, and asked for actions by every agency',
    'Salford analysis':
      'gather the cumulative picture over time and chart neglect across agencies, with the neglect tool as early as possible, so that thinking does not become fixed',
    'three objectives': 'understand neglect alike, recognise it before statutory intervention is needed, and answer early and together',
    'strategy proposals': 'link neglect with early help, train people, name champions, and measure what changes',
  },
)

/** The slides on neglect (about 2015 to 2016; they name an audit of September 2015). */
export const neglectResponse = {
  ...slides,
  slide: slides.at,
  case17: slides.at('case 17'),
  case17Lessons: slides.at('case 17, lessons'),
  salfordAnalysis: slides.at('Salford analysis'),
}
