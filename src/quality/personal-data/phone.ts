/**
 * Telephone numbers, without a list of every country's plan: international form (`+` or `00` and an assigned country
 * code, E.164), the North American form with its own rules (NANP: area and exchange start with 2 to 9, neither ends in
 * 11), and any other national form only after a word such as "phone", since bare digits are more often something else.
 */

/** Assigned country codes (ITU-T E.164): those of one and two digits; all others have three. */
const SHORT_CODES = new Set(
  (
    '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 ' +
    '90 91 92 93 94 95 98'
  ).split(' '),
);
const LONG_CODE =
  /^(?:21[12368]|22\d|23\d|24\d|25[0-8]|26\d|29[01789]|35\d|37\d|38[0-35-79]|42[013]|50\d|59\d|67\d|68\d|69[012]|85[02356]|88[068]|96\d|97[0-79]|99[2-68])/;

const SPOKEN_OF =
  /(?:phone|call|tel|mobile|cell|fax|whatsapp|telefon|téléphone|teléfono|telefone|handy|电话|電話|手机|هاتف|тел|☎|📞)\W{0,12}(?:(?:is|at|me|us|on|no|number|nr|num)\W{1,4}){0,3}$/iu;

export const PHONE_CANDIDATE =
  /(?<![\p{L}\p{N}_.,+/=#-])\+?\(?\d(?:[\s()./-]{0,3}\d){6,15}(?![\p{L}\p{N}_])/gu;

/** True for a telephone number; `before` is the text that leads up to the candidate. */
export function isPhoneNumber(candidate: string, before: string): boolean {
  const digits = candidate.replace(/\D/g, '');
  if (candidate.includes('\n')) return false;
  if (candidate.startsWith('+')) return isInternational(digits);
  if (digits.startsWith('00') && /\D/.test(candidate)) return isInternational(digits.slice(2));
  const american = /^(?:1[-. ])?\(?(\d{3})\)?[-. ]{0,2}(\d{3})[-. ](\d{4})$/.exec(candidate);
  if (american) return isAmerican(american[1]! + american[2]! + american[3]!);
  return digits.length <= 13 && SPOKEN_OF.test(before);
}

function isInternational(digits: string): boolean {
  if (digits.length < 8 || digits.length > 15) return false;
  if (digits.startsWith('1')) return digits.length === 11 && isAmerican(digits.slice(1));
  return (
    SHORT_CODES.has(digits.slice(0, 2)) ||
    SHORT_CODES.has(digits.slice(0, 1)) ||
    LONG_CODE.test(digits)
  );
}

function isAmerican(ten: string): boolean {
  return /^[2-9](?!11)\d\d[2-9](?!11)\d{6}$/.test(ten);
}

/** Numbers set aside for fiction: 555-0100 to 555-0199 in North America, and those of the United Kingdom's regulator. */
export function isFictionalPhone(candidate: string): boolean {
  const digits = candidate.replace(/\D/g, '');
  if (/^(?:1?\d{3})?55501\d\d$/.test(digits)) return true;
  return /^(?:(?:00)?440?|0)(?:(?:113|114|115|116|117|118|121|131|141|151|161)4960\d{3}|2079460\d{3}|1632960\d{3}|7700900\d{3}|8081570\d{3}|9098790\d{3})$/.test(
    digits,
  );
}
