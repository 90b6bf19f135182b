import type { Chance } from './chance.ts'

/**
 * Names as they are met at any school gate, each family name marked as invented by its second half. Which family has which names has nothing to do with
 * what happens to it: names and life courses are drawn apart.
 */
export type Naming = {
  /** How many families in a hundred and seventeen have names like these. */
  readonly families: number
  /** How such a family may describe itself, of the words a record has for it. */
  readonly ethnicity: string
  readonly girls: readonly string[]
  readonly boys: readonly string[]
  readonly women: readonly string[]
  readonly men: readonly string[]
  readonly family: readonly string[]
  /** Spoken at home beside English, where a parent may want an interpreter. */
  readonly language?: string
  /** What children may be called at school beside the name at home. */
  readonly everyday?: readonly string[]
  /** Does the mother usually keep a name of her own? Else the parents share one. */
  readonly ownNames?: true
}

/** What every family name in the demonstration ends in: nobody is called this. */
export const marks = ['Testcase', 'Invented', 'Sample', 'Example', 'Specimen', 'Madeup'] as const

/** Is this a name that can be nobody's? */
export const isMarked = (family: string): boolean => marks.some(mark => family === mark || family.endsWith(`-${mark}`))

const words = (text: string): string[] => text.split(' ')

export const namings: readonly Naming[] = [
  {
    families: 47,
    ethnicity: 'white-british',
    girls: words(
      'Amelia Isla Poppy Freya Ellie Maisie Lacey Evie Skye Harper Tilly Gracie Bethany Erin Keira Scarlett Layla-Mae Orla Daisy Martha',
    ),
    boys: words(
      'Alfie Jayden Archie Harrison Reggie Logan Tyler Kian Dylan Charlie Riley Ollie Jenson Corey Finley Theo Mason Toby Elliot Rowan',
    ),
    women: words('Kelly Stacey Gemma Donna Lisa Joanne Natalie Leanne Claire Michelle Rachel Toni Hayley Becky Sian'),
    men: words('Darren Craig Lee Wayne Gary Ryan Kieran Mark Shaun Carl Dean Liam Stuart Neil Aaron'),
    family: words(
      'Ashworth Brierley Clegg Duckworth Entwistle Hargreaves Kershaw Livesey Openshaw Pilkington Schofield Tattersall Unsworth Greenhalgh Haslam Isherwood',
    ),
  },
  {
    families: 12,
    ethnicity: 'asian-pakistani',
    girls: words('Aisha Zara Hafsa Maryam Iqra Amna Zainab'),
    boys: words('Hamza Bilal Ibrahim Haris Rayyan Daniyal Zakariya'),
    women: words('Shazia Nasreen Saima Rukhsana Farah Uzma'),
    men: words('Tariq Asif Waqas Nadeem Imtiaz Shahid'),
    family: words('Hussain Akhtar Mahmood Iqbal Raza Malik'),
    language: 'Urdu',
    ownNames: true,
  },
  {
    families: 9,
    ethnicity: 'white-other',
    girls: words('Zofia Hanna Maja Lena Oliwia Nadia'),
    boys: words('Jakub Szymon Antoni Kacper Filip Oskar'),
    women: words('Agnieszka Katarzyna Magdalena Monika Ewelina'),
    men: words('Marcin Paweł Krzysztof Grzegorz Łukasz'),
    family: words('Nowak Woźniak Mazur Pawlak Krawczyk'),
    language: 'Polish',
  },
  {
    families: 10,
    ethnicity: 'black-african',
    girls: words('Adaeze Temi Ife Ngozi Abena Akosua'),
    boys: words('Tobi Chidera Kwabena Emeka Seun Kojo'),
    women: words('Folake Blessing Ama Chioma Efua'),
    men: words('Babajide Chukwudi Yaw Olumide Kwesi'),
    family: words('Adeyemi Okafor Mensah Boateng Eze Balogun'),
  },
  {
    families: 8,
    ethnicity: 'white-other',
    girls: words('Rivka Chana Esther Shira Miriam Bracha'),
    boys: words('Moshe Dovid Yitzchok Shmuel Menachem Ari'),
    women: words('Devorah Malka Leah Gittel Tzipora'),
    men: words('Yaakov Eliezer Binyomin Aharon Chaim'),
    family: words('Rosen Katz Weiss Halpern Adler'),
  },
  {
    families: 7,
    ethnicity: 'arab',
    girls: words('Layan Salma Noor Rima Jumana'),
    boys: words('Khaled Salem Yahya Anas Fares'),
    women: words('Hanan Samira Rasha Amal'),
    men: words('Abdullah Mansour Walid Nabil'),
    family: words('Saleh Nasser Haddad Qasim Darwish'),
    language: 'Arabic',
    ownNames: true,
  },
  {
    families: 6,
    ethnicity: 'white-other',
    girls: words('Ioana Andreea Daria Bianca Sorina'),
    boys: words('Andrei Ștefan Luca Matei Radu'),
    women: words('Mihaela Elena Cristina Alina'),
    men: words('Gheorghe Ionuț Marian Florin'),
    family: words('Popescu Ionescu Munteanu Stan'),
    language: 'Romanian',
  },
  {
    families: 4,
    ethnicity: 'asian-bangladeshi',
    girls: words('Sumaiya Tasnim Nusrat Jannat Lamia'),
    boys: words('Tanvir Rafi Sabbir Nahid Imran'),
    women: words('Shirin Rehana Salma Nasima'),
    men: words('Abdul Kamal Faruk Jamal'),
    family: words('Miah Uddin Chowdhury Rahman'),
    language: 'Bengali',
    ownNames: true,
  },
  {
    families: 4,
    ethnicity: 'black-african',
    girls: words('Hodan Ifrah Sumaya Ayaan Ubah'),
    boys: words('Liban Zakariye Guled Mahad Sharif'),
    women: words('Fadumo Sahra Amina Hibo'),
    men: words('Abdirahman Omar Yusuf Mohamud'),
    family: words('Warsame Farah Jama Hassan'),
    language: 'Somali',
    ownNames: true,
  },
  {
    families: 3,
    ethnicity: 'other',
    girls: words('Shilan Rojin Tara Avin Lana'),
    boys: words('Hawre Diyar Aryan Soran Miran'),
    women: words('Nasrin Shirin Gulistan'),
    men: words('Rebwar Azad Kamaran'),
    family: words('Karim Rostami Ahmadi'),
    language: 'Kurdish Sorani',
  },
  {
    families: 3,
    ethnicity: 'asian-chinese',
    girls: words('Tsz-Ching Hei-Yu Wing-Lam Yuet-Ying Sum-Yi'),
    boys: words('Chun-Ho Wai-Lok Tsz-Hin Ho-Yin Lok-Tin'),
    women: words('Mei-Ling Suk-Yi Ka-Yan'),
    men: words('Kwok-Wai Chi-Keung Man-Fai'),
    family: words('Chan Leung Wong'),
    language: 'Cantonese',
    everyday: words('Jasmine Kelvin Fiona Alan Cherry Marcus'),
    ownNames: true,
  },
  {
    families: 4,
    ethnicity: 'asian-indian',
    girls: words('Diya Ananya Kavya Meera Ishani'),
    boys: words('Arjun Rohan Vihaan Kiran Dev'),
    women: words('Sunita Deepa Lakshmi Anjali'),
    men: words('Rajesh Vikram Suresh Anil'),
    family: words('Patel Nair Sharma Menon'),
  },
]

/** The naming of each family by its place among all, and the family name that no other has. Drawn once for all of them. */
export const familyNames = (count: number, chance: Chance): { naming: Naming; family: string }[] => {
  const taken = new Set<string>()
  const turns = chance.shuffled(namings.flatMap(naming => Array.from({ length: naming.families }, () => naming)))
  return Array.from({ length: count }, (_, at) => {
    const naming = turns[at % turns.length] ?? chance.of(namings)
    const free = naming.family.flatMap(name => marks.map(mark => `${name}-${mark}`)).filter(name => !taken.has(name))
    const family = chance.of(free)
    taken.add(family)
    return { naming, family }
  })
}
