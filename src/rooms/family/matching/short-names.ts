import { day } from '../../../guidance/index.ts'

/**
 * Names that people shorten or say differently at home, as far as we have gathered them ourselves: each line is one name, with what it becomes. Whoever is
 * looked for under one of a line may be on record under any other. English names first; then names that families in England bring from elsewhere.
 */
const gathered = `
abigail abby abi gail
adam addy
agnes aggie nessie
alan al
albert bert bertie al
alexander alex alec alexei sandy xander sasha lex al ally
alexandra alex sandra sasha alexa lexi
alfred alf alfie fred
alice ali allie
alison ali ally
amanda mandy
amelia millie mia amy
andrew andy drew
angela angie ange
anna ann anne annie hannah
annabel bella anna belle
anthony tony ant antony
archibald archie
arthur art artie
barbara barb babs
beatrice bea bee trixie
benedict ben
benjamin ben benny benji
bernard bernie
bethany beth
bradley brad
bridget bridie biddy
cameron cam
caroline carrie caro
catherine cath cathy kate katie katy kitty cat katherine kathryn catharine kathleen kay
charles charlie chas chuck chaz
charlotte charlie lottie char
christina chris tina chrissie christine
christopher chris kit topher
clementine clem
constance connie
cordelia delia
daniel dan danny
daniella dani ella
david dave davey dai
deborah deb debbie debra
denise dee
dominic dom nick
donald don donnie
dorothy dot dottie dolly
douglas doug
edith edie
edmund ed eddie ned
edward ed eddie ted teddy ned
eleanor ellie nell nelly nora ella elena
elizabeth liz lizzie beth betty libby eliza elsie liza bess betsy lisa elisabeth
emily em emmy millie
emma em
eric rick
ernest ernie
eugene gene
evelyn eve evie
ezekiel zeke
florence flo florrie flossie
frances fran frankie francesca fanny
francis frank frankie fran
frederick fred freddie freddy
gabriel gabe
gabriella gabby ella gabi
gareth gaz gary
geoffrey geoff jeff jeffrey
george georgie
georgina georgie gina georgia
gerald gerry ged
gillian gill jill
grace gracie
gregory greg
gwendolyn gwen
harold harry hal
harriet hattie harry
heather hev
helen nell nellie ellen
henrietta hettie etta
henry harry hal hank
herbert bert herbie
hugh hughie huw
humphrey humph
imogen immy
isaac zac ike
isabella bella izzy isabelle isobel isabel belle ella
jack jackie
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie jem
jane janey jenny
janet jan
jason jay
jemima mima jem
jennifer jen jenny jenna
jeremy jez jerry
jessica jess jessie
joan joanie
joanna jo joanne
john johnny jack jon
jonathan jon jonny jonty
joseph joe joey
josephine jo josie
joshua josh
joyce joy
judith judy jude
julia jules julie
kenneth ken kenny
kevin kev
kimberley kim
laura laurie
lawrence larry laurie lars
leanne lee
leonard len lenny leo
leo lee
leslie les
lewis lou louie louis lew
liam bill
lillian lily lil
lorraine lori
louisa lou louise
lucy lu lucia
luke luca
madeleine maddie maddy mads
malcolm mal
margaret maggie meg peggy marge margie maisie greta daisy
maria mary mia marie
marjorie marge
mark marcus
martha marty mattie
martin marty
mary molly polly may maria marie
matilda tilly mattie tilda
matthew matt matty
maureen mo reenie
maxwell max
maximilian max
megan meg
melanie mel
melissa mel missy lissa
michael mick mike mikey micky
michelle shell chelle
mildred millie
miranda mandy randa
mitchell mitch
mohammed mo mohamed muhammad mohammad muhammed mohamad mohd muhamed mehmet
montgomery monty
morris moz
natalie nat tash
natasha tash nat tasha
nathan nat nate
nathaniel nat nate nathan
neville nev
nicholas nick nicky nico
nicola nicky nikki
nigel nige
norman norm
oliver ollie olly
olivia liv livvy ollie
oscar oz
oswald oz ozzie
pamela pam
patricia pat trish tricia patsy patty
patrick pat paddy rick
paul paulie
pauline paula polly
penelope penny
percival percy
peter pete
philip phil pip phillip
philippa pippa pip
prudence pru
rachel rach rae
ralph rafe
randolph randy
raymond ray
rebecca becky becca bex becki
reginald reg reggie
rhiannon rhi
richard rick ricky dick rich richie
robert rob bob robbie bobby bert
roberta bobbie
robin rob
roderick rod rory
rodney rod
roger rodge
roland rollo
ronald ron ronnie
rosalind ros rosie roz
rosemary rosie rose romy
rupert rupe
russell russ
ruth ruthie
salvatore sal
samantha sam sammy
samuel sam sammy
sarah sally sadie sara
sebastian seb bastian
sharon shaz
shirley shirl
sidney sid
simon si
sophia sophie soph sofia
spencer spence
stanley stan
stephanie steph stevie
stephen steve stevie steven ste
stuart stu stewart
susan sue susie suzy suzanne susannah
sylvia syl
tabitha tabby
terence terry tel
teresa terri tess tessa theresa
theodore theo ted teddy
thomas tom tommy
timothy tim timmy
tobias toby
tracey trace
valerie val
vanessa nessa ness
veronica ronnie vera
victor vic
victoria vicky tori vix
vincent vince vinny
violet vi
virginia ginny
vivian viv
walter wally walt
wendy wend
wilfred wilf fred
wilhelmina mina billie
william will bill billy willie liam
winifred winnie freda
xavier xav
yvonne eve
zachary zach zak zac
abdullah abdul abdallah
ahmed ahmad ahmet
aleksander alek olek aleks alexander
aleksandra ola alexandra
agnieszka aga agnes
ali aly
amina aminah ameena
andrzej andy andrew
anastasia nastia stacy ana
bartosz bartek
bilal billy
bogdan bodek
dariusz darek
dmitri dima mitya
elzbieta ela elizabeth
emmanuel manny emma manu
fatima fatimah fatma fatemeh
farhan fari
grzegorz grzesiek greg
gurpreet gopi
harpreet harry
hassan hasan hassaan
hussain hussein husain hossein huseyin
ibrahim ebrahim abraham ibby
ikram ikra
ioana ana
ion john
ismail ishmael esmail
ivan vanya
jakub kuba jacob
jan john
jerzy jurek george
jose pepe
katarzyna kasia kate
khadija khadijah hadija
krzysztof krzys chris
lukasz luke
magdalena magda maddie
malgorzata gosia margaret
maryam miriam mariam maria
mateusz mateo matthew
mihail misha michael mikhail
nikolai kolya nick
oleksandr sasha oleks aleksandr alexander
olena lena elena
omar umar omer
piotr peter pete
rahim raheem
rashid rasheed
saeed said saied
svetlana sveta lana
tatiana tanya
tomasz tomek thomas
vladimir vova vlad volodymyr
yusuf yousuf yousef youssef yusef josef joseph
yakub yaqub jacob yacoub
yekaterina katya kateryna catherine
zahra zara zehra
zainab zaynab zeinab
`

/** The day on which the list was last gone through. */
export const shortNamesOn = day('2026-11-22')

const together = new Map<string, ReadonlySet<string>>()
for (const words of gathered
  .trim()
  .split('\n')
  .map(row => row.split(' ')))
  for (const word of words) together.set(word, new Set([...(together.get(word) ?? []), ...words.filter(other => other !== word)]))

/** The other names that somebody called `word` may be on record under; takes and gives words of `nameWords`. Nothing for most names. */
export const sameName = (word: string): ReadonlySet<string> => together.get(word) ?? new Set()
