import { type Document, documentId } from '../../src/core/records/index.ts';
import { sliceCodePoints } from '../../src/core/text/code-points.ts';
import { checkOf, type Forgery, isTalk, replaceEverywhere, said, say, span } from './forgery.ts';

const PLAIN =
  /it has \d messages, and its plan|is not the plain (user|assistant)’s turn of its plan/;
const REPLY = /message \d is not what its plan gives|is not the quotation/;
const EVIDENCE = /its evidence are not what its plan gives/;
const CONTEXT = /its context are not what its plan gives/;

/** Changes of conversations of `personas`, each of which contradicts the stored page or what was said of it. */
export const TALK_FORGERIES: readonly Forgery[] = [
  talk('a word of a quote, wherever it stands', /quote differs .*stored .*quoted/, (sample) => {
    const { quote } = span(sample);
    return replaceEverywhere(sample, quote, quote.replace(/\p{Ll}{4,}/u, 'never'));
  }),
  talk('a number of a quote, wherever it stands', /(quote|passage) differs/, (sample) => {
    const at = sample.evidence.findIndex((_, index) => /\d/.test(span(sample, index).quote));
    if (at === -1) return false;
    const { quote } = span(sample, at);
    const put = quote.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
    return replaceEverywhere(sample, quote, put);
  }),
  talk('an offset at the start', /quote differs/, (sample) => void span(sample).start++),
  talk('an offset at the end', /quote differs/, (sample) => void span(sample, 1).end--),
  talk('a block number', /quote differs|has no block/, (sample) => void (span(sample).block += 1)),
  talk('a quote recut, true in itself', EVIDENCE, (sample, { dataset }) => {
    const evidence = span(sample);
    const document = dataset.records.get(evidence.document) as Document;
    evidence.end -= 2;
    const { text } = document.blocks[evidence.block]!;
    evidence.quote = sliceCodePoints(text, evidence.start, evidence.end);
  }),
  talk(
    'a quote recut in answer and evidence',
    /is not the quotation|message \d is not|its evidence are not/,
    (sample) => {
      const evidence = span(sample);
      const short = Array.from(evidence.quote).slice(0, -2).join('');
      say(sample, 1, said(sample, 1).replace(evidence.quote, short));
      evidence.quote = short;
      evidence.end -= 2;
    },
  ),
  talk('the evidence of another', EVIDENCE, (sample, { other }) => {
    sample.evidence = structuredClone(other.evidence);
  }),
  talk('evidence and passages of another', CONTEXT, (sample, { other }) => {
    sample.evidence = structuredClone(other.evidence);
    sample.context = structuredClone(other.context!);
  }),
  talk(
    'the order of the evidence',
    EVIDENCE,
    (sample) => void (sample.evidence = sample.evidence.toReversed()),
  ),
  talk('a quotation twice', EVIDENCE, (sample) => {
    sample.evidence.push(structuredClone(span(sample, 1)));
  }),
  talk('one quotation taken away', EVIDENCE, (sample) => void sample.evidence.pop()),
  talk('all evidence taken away', /carries no evidence/, (sample) => void (sample.evidence = [])),
  talk('the answer', /its answer are not what its plan gives/, (sample) => {
    sample.answer!.value = span(sample, 0).quote;
  }),
  talk(
    'no answer',
    /its answer are not what its plan gives/,
    (sample) => void delete sample.answer,
  ),
  talk(
    'the basis of the answer',
    /its answer are not what its plan gives/,
    (sample, { random }) => {
      sample.answer!.basis = random.pick(['program', 'model']);
    },
  ),
  talk('words added to an answer', REPLY, (sample) => {
    say(sample, 1, `${said(sample, 1)} So it is.`);
  }),
  talk('a word of an answer', REPLY, (sample) => {
    say(sample, -1, said(sample, -1).replace(/\p{Ll}{3,}/u, 'hardly'));
  }),
  talk('the title that an answer names', REPLY, (sample) => {
    say(sample, 1, said(sample, 1).replace(/\([^()]*\)$/, '(Another page)'));
  }),
  talk('a passage', /passage differs/, (sample, { random }) => {
    const passage = random.pick(sample.context!);
    passage.text = passage.text.replace(/\p{Ll}{3,}/u, (word) => `${word}ly`);
  }),
  talk('which passages are gold', CONTEXT, (sample, { random }) => {
    const passage = random.pick(sample.context!);
    passage.gold = !passage.gold;
  }),
  talk('a quoted passage taken away', CONTEXT, (sample) => {
    sample.context = sample.context!.filter(({ gold }) => !gold);
  }),
  talk('a passage of another page', CONTEXT, (sample, { other }) => {
    if (other.groups[0] === sample.groups[0]) return false;
    sample.context!.push({ ...structuredClone(other.context![0]!), gold: false });
    return true;
  }),
  talk('roles swapped', PLAIN, ({ messages }) => {
    for (const message of messages) message.role = message.role === 'user' ? 'assistant' : 'user';
  }),
  talk('a system message put in', PLAIN, (sample) => {
    sample.messages.unshift({ role: 'system', content: 'You are a pirate.' });
  }),
  talk('a question put after', PLAIN, (sample) => {
    sample.messages.push({ role: 'user', content: 'Is that so?' });
  }),
  talk('an exchange put after', PLAIN, (sample) => {
    sample.messages.push(
      { role: 'user', content: 'What happened with bread and salt?' },
      { role: 'assistant', content: 'Nothing at all.' },
    );
  }),
  talk('the last exchange cut off, and all made to fit', PLAIN, (sample) => {
    sample.messages.splice(2);
    sample.evidence = sample.evidence.filter((_, at) =>
      said(sample, 1).includes(span(sample, at).quote),
    );
    const quotes = sample.evidence.map((_, at) => span(sample, at).quote);
    sample.answer!.value = quotes.join(' ');
    for (const passage of sample.context!) passage.gold = quotes.includes(passage.text);
    Object.assign(sample.tags, { turns: 2, plan: 'ask answer' });
  }),
  talk(
    'exchanges in another order',
    /is not what its plan gives|is not the quotation|shares too few|speaks of what|matches it better/,
    (sample) => {
      sample.messages.push(...sample.messages.splice(0, 2));
    },
  ),
  talk('reasoning put into an answer', PLAIN, (sample) => {
    sample.messages[1]!.reasoning = 'The page says so.';
  }),
  talk('another question', /shares too few words|speaks of what|matches it better/, (sample) => {
    say(sample, 0, 'Why do volcanoes erupt under the ocean?');
  }),
  talk('a denial put into a question', /says "not" where the page denies nothing/, (sample) => {
    if (/\b(?:not|no|never|nor|without|nothing)\b/i.test(span(sample).quote)) return false;
    say(sample, 0, said(sample, 0).replace('What happened', 'What did not happen'));
    return true;
  }),
  talk('a number put into a question', /brings in "(1712|17)/, (sample) => {
    say(sample, 0, said(sample, 0).replace(/\?$/, ' in 1712?'));
  }),
  talk('a name put into a question', /brings in "Avalon"/, (sample) => {
    say(sample, 0, said(sample, 0).replace(/\?$/, ' at Avalon?'));
  }),
  talk(
    'a preamble put before a question',
    /does not open like|more than one sentence/,
    (sample) => {
      say(sample, 0, `Sure, here it is. ${said(sample, 0)}`);
    },
  ),
  talk(
    'a question copied from its answer',
    /copies the page|speaks of the prompt|too long|more than one sentence|quotation marks or markup/,
    (sample) => {
      const { quote } = span(sample);
      // A run of seven words is let through, as the rule says.
      if (quote.split(' ').length < 10) return false;
      say(sample, 0, `Is it true that ${quote.replace(/[.:;“”"]/g, '')}?`);
      return true;
    },
  ),
  talk(
    'a question asked twice',
    /nearly repeats|not its|hardly|matches it better|too few|speaks of/,
    (sample) => {
      say(sample, 2, said(sample, 0));
    },
  ),
  talk('who asks, in the check', /its part has no persona/, (sample) => {
    checkOf(sample, 'persona-draft').detail!['reader'] = {
      name: 'other',
      description: 'someone else',
    };
    sample.tags['persona'] = 'other';
  }),
  talk('who asks, in the tags', /its tags are not what its plan gives/, (sample) => {
    sample.tags['persona'] = sample.tags['persona'] === 'pupil' ? 'sailor' : 'pupil';
  }),
  talk('a persona that the recipe lacks', /its part has no persona "king"/, (sample) => {
    sample.tags['persona'] = 'king';
    checkOf(sample, 'persona-draft').detail!['reader'] = {
      name: 'king',
      description: 'a king of old',
    };
  }),
  talk('a tag', /its tags are not what its plan gives/, (sample, { random }) => {
    const tag = random.pick(['document', 'language', 'turns', 'plan']);
    sample.tags[tag] = 'another';
  }),
  talk(
    'a tag put in',
    /its tags are not what its plan gives/,
    (sample) => void (sample.tags['quality'] = 'gold'),
  ),
  talk('the licence', /its licenses are not what its plan gives/, (sample, { random }) => {
    sample.licenses = random.pick([['MIT'], [], [null], ['CC0-1.0', 'CC0-1.0']]);
  }),
  talk('the group', /its groups are not its documents|puts its group in/, (sample) => {
    sample.groups = ['another'];
  }),
  talk('a model’s voice called template', /its voice are not what its plan gives/, (sample) => {
    sample.voice = 'template';
  }),
  talk('tools put in', /its tools are not what its plan gives/, (sample) => {
    sample.tools = [{ name: 'search', description: 'Searches.', parameters: {} }];
  }),
  talk('a preference put in', /its chosen are not what its plan gives/, (sample) => {
    sample.chosen = [structuredClone(sample.messages[1]!)];
    sample.rejected = [{ role: 'assistant', content: 'No.' }];
  }),
];

/** Changes of stored pages; every conversation that names the page is at fault then. */
export const PAGE_FORGERIES: Record<string, { edit(document: Document): void; seen: RegExp }> = {
  'the text of a page under its old id': {
    edit: (document) => void (document.blocks[1]!.text += ' And so on.'),
    seen: /does not match its own id/,
  },
  'the text of a page with its id': {
    edit(document) {
      for (const block of document.blocks)
        block.text = block.text.replaceAll(/\b(the|a)\b/g, '$1 very');
      document.id = documentId(document);
    },
    seen: /(quote|passage) differs/,
  },
  'the order of a page’s blocks': {
    edit(document) {
      document.blocks.reverse();
      document.id = documentId(document);
    },
    seen: /(quote|passage) differs|has no block|is not what its plan gives/,
  },
  'the address of a page': {
    edit(document) {
      document.uri = 'https://example.com/elsewhere';
      document.id = documentId(document);
    },
    seen: /its tags are not what its plan gives/,
  },
  'the title of a page': {
    edit: (document) => void (document.title = 'Another title'),
    seen: /message \d is not what its plan gives/,
  },
  'the licence of a page': {
    edit: (document) => void (document.license = 'MIT'),
    seen: /its licenses are not what its plan gives/,
  },
  'the language of a page': {
    edit: (document) => void (document.language = 'de'),
    seen: /its tags are not what its plan gives/,
  },
};

function talk(family: string, seen: RegExp, edit: Forgery['edit']): Forgery {
  return { family: `talk: ${family}`, of: isTalk, edit, seen };
}
