/** Lemma, past and participle of verbs that do not form them by rule. */
const IRREGULAR =
  'arise arose arisen|awake awoke awoken|be was been|bear bore born|beat beat beaten|become became become|begin began begun|bend bent bent|' +
  'bind bound bound|bite bit bitten|blow blew blown|break broke broken|breed bred bred|bring brought brought|build built built|burn burned burned|' +
  'buy bought bought|cast cast cast|catch caught caught|choose chose chosen|come came come|cost cost cost|cut cut cut|deal dealt dealt|dig dug dug|' +
  'do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|' +
  'find found found|flee fled fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|' +
  'get got got|give gave given|go went gone|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|' +
  'keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lay lain|lose lost lost|make made made|' +
  'mean meant meant|meet met met|overcome overcame overcome|oversee oversaw overseen|pay paid paid|put put put|quit quit quit|read read read|rebuild rebuilt rebuilt|' +
  'rewrite rewrote rewritten|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|' +
  'send sent sent|set set set|shake shook shaken|shoot shot shot|show showed shown|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|' +
  'speak spoke spoken|spend spent spent|split split split|spread spread spread|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck|' +
  'swear swore sworn|sweep swept swept|swim swam swum|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|' +
  'undergo underwent undergone|understand understood understood|undertake undertook undertaken|wear wore worn|weave wove woven|win won won|withdraw withdrew withdrawn|write wrote written';

/** Verbs of encyclopedic prose that follow the rule; needed to tell `be locate in` from `be player for`. */
const REGULAR =
  'abandon abolish absorb accept accompany accuse achieve acquire act adapt add address administer adopt advise affect affiliate agree aim air allow announce appear appoint ' +
  'approve arrange arrest arrive assassinate assign assist associate attach attack attempt attend award baptise baptize base battle behead belong border call campaign cancel capture ' +
  'carry cause celebrate censor chair challenge change charge charter christen claim classify close coach collaborate collect colonize command commemorate commission compete compile ' +
  'complete compose comprise conceive concern conclude condemn conduct confirm connect conquer consecrate consider consist construct contain continue contribute control convert convict ' +
  'cooperate coordinate cover create credit criticise cross crown cultivate declare decorate dedicate defeat defend define deliver demolish depict describe design destroy develop ' +
  'devise die direct discontinue discover discuss dismiss display dissolve distribute divide document dominate donate draft earn edit educate elect employ encourage end endorse enlist enrol enroll enter ' +
  'establish examine execute exhibit exile expand explore export express extend fabricate feature film finance finish flow follow form formulate found fund furnish garrison generate govern graduate ' +
  'grant guide head headquarter help host house identify illustrate imprison improve include incorporate increase influence inhabit inherit initiate inspire install intend introduce invade invent invest ' +
  'investigate invite involve issue join judge kill label land last launch license link list live locate maintain manage manufacture mark marry mention merge migrate modify move murder name narrate ' +
  'need negotiate nominate number occupy occur offer open operate oppose orbit order organise organize originate own paint participate pass patent perform photograph pilot place plan plant play poison populate possess ' +
  'practise precede premiere prepare present preside print produce promote propose protect prove provide publish purchase race raise rank reach receive recognise recognize recommend record recruit reduce ' +
  'refer reform register reign reissue reject relate release relocate remain remove rename renovate replace report represent request require rescue research reside resign resist restore result retire return reveal review revise ' +
  'rule sail schedule score sculpt select separate serve settle share ship sign situate sponsor stage star start station stop study style subdivide submit succeed suffer supervise supply support surrender surround survive ' +
  'teach televise tour trade train transfer transform translate transmit travel treat try turn unite unveil use value visit vote want watch wed widow work worship wound';

interface Forms {
  past: string;
  participle: string;
}

let table: { forms: Map<string, Forms>; lemmas: Map<string, string> } | undefined;

function verbs() {
  if (table !== undefined) return table;
  const forms = new Map<string, Forms>();
  for (const verb of REGULAR.split(' '))
    forms.set(verb, { past: regularPast(verb), participle: regularPast(verb) });
  for (const row of IRREGULAR.split('|')) {
    const [lemma, past, participle] = row.split(' ') as [string, string, string];
    forms.set(lemma, { past, participle });
  }
  const lemmas = new Map<string, string>();
  for (const [lemma, { participle }] of forms)
    if (!lemmas.has(participle)) lemmas.set(participle, lemma);
  // `found` is a lemma and the participle of `find`: in a normal form it is the lemma.
  for (const lemma of forms.keys()) lemmas.set(lemma, lemma);
  table = { forms, lemmas };
  return table;
}

/** Whether a word is the lemma of a verb that we know. */
export const isVerb = (word: string): boolean => verbs().forms.has(word);

/** The lemma of a participle or lemma; by rule for what we do not know, undefined for what cannot be a participle. */
export function lemmaOfParticiple(word: string): string | undefined {
  const known = verbs().lemmas.get(word);
  if (known !== undefined) return known;
  if (!/^[a-z]{2,}ed$/.test(word)) return undefined;
  if (word.endsWith('ied')) return `${word.slice(0, -3)}y`;
  const stem = word.slice(0, -2);
  if (/([bdgmnprt])\1$/.test(stem)) return stem.slice(0, -1);
  return /(?:[aiou][cgsvz]|[aeiou][ct]ur|[bcdfgkptz]l|[aiu]t|[rn][cgsv]|u)$/.test(stem)
    ? `${stem}e`
    : stem;
}

/** `direct` → `directed`, `write` → `wrote`; of a phrasal verb the first word. */
export const pastOf = (verb: string): string => verbs().forms.get(verb)?.past ?? regularPast(verb);

export const participleOf = (verb: string): string =>
  verbs().forms.get(verb)?.participle ?? regularPast(verb);

export function presentOf(verb: string): string {
  if (verb === 'be') return 'is';
  if (verb === 'have') return 'has';
  if (/(?:[sxz]|[cs]h|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

function regularPast(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  // One short stressed syllable doubles its consonant: `plan`, `star`; not `visit`, `follow`.
  return /^[^aeiou]*[aeiou][bdgmnprt]$/.test(verb) || /(?:fer|cur|mit|pel|cel|enrol)$/.test(verb)
    ? `${verb}${verb.at(-1)}ed`
    : `${verb}ed`;
}
