import { plainForm, unmaskedForm } from '../../../core/text/plain-form.ts';

/** Where an order may begin: statements like `plants respond with scent` are none. */
const ORDER = String.raw`(?:^|[.!?:;,"“(\]>–—-]\s{0,20}|\b(?:and|then|must|should|shall|please|now|instead|to|always)\s+)`;
const order = (rest: string): RegExp => new RegExp(ORDER + rest, 'm');

/** Phrases by which pages try to speak to a language model, in their plain form: lower case, nothing hidden. */
const PHRASES: readonly RegExp[] = [
  // English
  /\b(?:ignore|disregard|forget|override|bypass|overrule|neglect|skip)\b.{0,50}\b(?:instructions?|prompts?|rules|guidelines|above|previous|prior|earlier|everything|told|safety|training|context)\b/,
  /\b(?:system|developer)\s*(?:prompt|message|note|override|instructions?)\b/,
  /\b(?:new|secret|hidden|following|updated|further)\s+(?:instructions?|directives?|prompt)\b/,
  /\byou\s+are\s+(?:now|an?\s+(?:ai|assistant|helpful|language\s+model|chat\s?bot|bot)|chatgpt|gpt|in\s+(?:developer|debug|admin)\s+mode)\b/,
  /\b(?:as|if you are|being)\s+(?:an?|the)\s+(?:ai|artificial\s+intelligence|language\s+model|llm|assistant|chat\s?bot)\b/,
  /\b(?:ai|language|chat|large language)[\s-]*(?:models?|bots?|assistants?|agents?|systems?)\s*[,:]?\s+(?:must|should|shall|please|reading|processing|that reads?|who reads?|are to|is to)\b/,
  /\b(?:assistants?|llms?|chat\s?bots?|models?|crawlers?|agents?)\s*[:,]\s*(?:please|say|reply|respond|answer|write|print|output|send|visit|open|ignore|tell|repeat|include|do)\b(?!-)/,
  order(
    String.raw`(?:reply|respond|answer|output|print|say|write|repeat|return|include|insert|append)\s+(?:only|just|exactly|always|instead|nothing but|with|in|the\s+(?:exact\s+)?(?:words?|phrase|text|string|following))\b`,
  ),
  order(
    String.raw`(?:do\s+not|don't|don’t|never)\s+(?:reveal|mention|tell|answer|quote|follow|obey|summari[sz]e|disclose)\b`,
  ),
  /\b(?:reveal|disclose|print|show|leak|repeat|send|exfiltrate|forward|post)\b.{0,40}\b(?:prompts?|passwords?|credentials?|api[\s_-]*keys?|chat history|your instructions|conversation)\b/,
  /\b(?:pretend|roleplay|role-play)\b.{0,12}\b(?:to be|you are|as)\b/,
  order(String.raw`(?:act|behave|speak|talk)\s+(?:as|like)\s+(?:if|an?|the|my)\b`),
  /\bfrom\s+now\s+on\b.{0,40}\b(?:you|answer|reply|speak|respond|every)\b/,
  /\byour\s+(?:new|next|only|real|actual|true)\s+(?:task|goal|role|job|instructions?|purpose|answer|reply|response)\b/,
  /\byour\s+(?:answer|reply|response|output|question|summary)\s+(?:must|should|shall|will|has to)\b/,
  /\bjailbreak|\bprompt\s*injection\b|\bdan\s+mode\b|\bdo\s+anything\s+now\b/,
  /\b(?:end|begin|start|close)(?:ning)?\s+of\s+(?:the\s+)?(?:context|user|system|prompt|input|instructions?)\b/,
  /\bbase\s?64\b|\brot\s?13\b|\bdecode\s+(?:and|then|this|the following)\b/,
  // Markup and protocols of models
  /<\|[^|]*\|>|<\/?(?:system|assistant|user|human|instructions?|prompt|tool|function|im_start|im_end|s)\b|\[\/?inst\]|<<\/?sys>>|\[\/?(?:system|assistant|user)\b|###\s*(?:system|assistant|user|human|instruction|response|input)/,
  /(?:^|[.!?\n"'>)\]]\s{0,20})(?:system|assistant|user|human|developer|tool|ai)\s*[:：>]/,
  /"(?:role|content|tool_calls?|function_call|function|arguments|name)"\s*:|\b(?:tool|function)[_\s]?calls?\b|\{\s*"/,
  /<!--|-->|!\[[^\]]*\]\(|\]\(\s*(?:https?|javascript|data):|```|-{4,}|={4,}|~{4,}|\{\{|\}\}|<%|%>/,
  // Deutsch
  /\b(?:ignorier\w*|missacht\w*|vergiss|vergesst|vergessen sie)\b.{0,60}(?:anweisung|vorherig|bisherig|regeln|befehl|oben|alles)/,
  /\bdu bist (?:jetzt|nun|ab sofort|eine? (?:ki|assistent|sprachmodell))|\b(?:antworte|schreibe?|sage?|gib)\s+(?:\S+\s+)?(?:nur|ausschließlich|stattdessen|immer|das wort|mit)\b|\bsystem(?:nachricht|anweisung)/,
  // Français
  /\b(?:ignor\w+|oubli\w+|néglig\w+)\b.{0,60}(?:instruction|consigne|précédent|ci-dessus|règles)|\b(?:tu es|vous êtes) (?:maintenant|désormais|une? (?:ia|assistant|modèle))|\b(?:réponds|répondez|écris|écrivez)\s+(?:\S+\s+)?(?:seulement|uniquement|toujours|le mot|avec)\b/,
  // Español, português, italiano
  /\b(?:ignor\w+|olvid\w+|descart\w+)\b.{0,60}(?:instruccion|anteriores|previas|arriba|reglas)|\b(?:ahora eres|eres (?:ahora|una? (?:ia|asistente|modelo)))/,
  order(
    String.raw`(?:responde|responda|escribe|escriba)\s+(?:solo|sólo|solamente|únicamente|siempre|la palabra|con)\b`,
  ),
  /\b(?:ignor\w+|esque\w+|desconsider\w+)\b.{0,60}(?:instruç|instruco|anteriores|acima|regras)|agora você é|você é agora|\b(?:ignor\w+|dimentic\w+)\b.{0,60}(?:istruzion|precedenti|sopra|regole)|\bora sei un/,
  // Nederlands, polski, Türkçe
  /\b(?:negeer|vergeet)\b.{0,60}(?:instructie|vorige|eerdere|regels)|\b(?:zignoruj|zapomnij)\b.{0,60}(?:instrukcj|poprzedni|poleceni)|(?:önceki|yukarıdaki).{0,30}(?:talimat|komut)/,
  // Русский, українська
  /(?:игнориру|забуд|не обращай|пропусти|ігноруй).{0,60}(?:инструкц|указан|предыдущ|выше|правил|інструкц)|(?:ты теперь|теперь ты|отвечай только|ответь (?:только|словом))/,
  // 中文, 日本語, 한국어
  /(?:忽略|无视|無視|忘记|忘掉|不要理会|忽视).{0,20}(?:指令|指示|提示|规则|規則|以上|之前|先前|上面|前面)|你现在是|你是一个?(?:人工智能|ai|助手|语言模型)|(?:只|仅)(?:回答|回复|输出)|系统提示|系统消息|(?:输出|回复|说出)(?:以下|这个词)/,
  /(?:指示|命令|プロンプト).{0,20}(?:無視|忘れ)|あなたは(?:今|これから|ai)|(?:이전|위의|앞의).{0,20}(?:지시|명령|프롬프트).{0,12}(?:무시|잊)|너는 이제|당신은 이제/,
  // العربية, فارسی, हिन्दी
  /(?:تجاهل|انس|أهمل|تجاهلوا|تجاهلي).{0,50}(?:التعليمات|تعليمات|الأوامر|السابقة|أعلاه|القواعد)|أنت الآن|(?<!\p{L})(?:أجب|اكتب|قل|رد)\s+(?:فقط|بكلمة|كلمة)|نادیده بگیر|دستورات قبلی/u,
  /(?:पिछले|पहले|ऊपर|पूर्व|सभी).{0,40}(?:निर्देश|आदेश|नियम).{0,30}(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल|उपेक्षा)|(?:अनदेखा|नज़रअंदाज़|नजरअंदाज)\s*(?:करें|करो|कर)|अब (?:तुम|आप) .{0,30}(?:हो|हैं)|(?:केवल|सिर्फ).{0,30}(?:उत्तर|जवाब|लिखें|लिखो)/,
];

/** Long enough to hide words; most of what matches decodes to nothing legible. */
const ENCODED = /[a-z0-9+/_-]{16,}={0,2}/gi;

/** Whether a text reads like an instruction to a language model: as it stands, unmasked, or decoded. */
export function soundsLikeInstruction(text: string): boolean {
  if (/[\u{E0020}-\u{E007E}]/u.test(text)) return true;
  const plain = plainForm(text);
  const forms = new Set([plain, unmaskedForm(text), closeUp(plain), unleet(plain)]);
  for (const form of forms) if (PHRASES.some((phrase) => phrase.test(form))) return true;
  return (text.normalize('NFKC').match(ENCODED) ?? []).some(hidesWords);
}

/** Words set apart letter by letter: `i g n o r e`, `i.g.n.o.r.e`. */
function closeUp(text: string): string {
  return text
    .replace(/(?<!\p{L})(?:\p{L}[\s._*-]){4,}\p{L}(?!\p{L})/gu, (run) =>
      run.replace(/[\s._*-]/g, ''),
    )
    .replace(/(?<=\p{L}{2})(ignore|all|previous|instructions)/gu, ' $1');
}

const DIGITS: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

/** Digits and signs inside words, read as letters. */
function unleet(text: string): string {
  return text.replace(
    /(?<=[a-z@$0-9])[013457@$](?=[a-z@$0-9])|[013457@$](?=[a-z])/g,
    (sign) => DIGITS[sign] ?? sign,
  );
}

/** Whether Base64 decodes to words; a page has no use for such a run in its prose. */
function hidesWords(run: string): boolean {
  const decoded = Buffer.from(run, 'base64').toString('utf8');
  const printable = decoded.match(/[\p{L}\p{Nd}\s.,!?]/gu)?.length ?? 0;
  return decoded.length >= 10 && printable / decoded.length > 0.9 && /\s/.test(decoded);
}
