const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Minutes east of Greenwich of the zones that RFC 822 names. */
const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?)?)?$/;
const MAIL =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s-](\d{4}|\d{2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([a-z]{1,3}|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A date of a feed or sitemap, ISO 8601 (W3C profile) or RFC 822, as milliseconds since the epoch. Without a zone it is read as UTC,
 * whatever this machine's zone is. Null for what is neither, or no day of the calendar.
 */
export function parseDate(text: string | undefined): number | null {
  const trimmed = (text ?? '').trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, zone] = iso;
    return instant(Number(year), Number(month ?? 1), Number(day ?? 1), hour, minute, second, zone);
  }
  const mail = MAIL.exec(trimmed);
  if (mail === null) return null;
  const [, day, name, year, hour, minute, second, zone] = mail;
  const short = Number(year);
  const whole = year!.length === 4 ? short : short < 50 ? 2000 + short : 1900 + short;
  const month = MONTHS.indexOf(name!.toLowerCase()) + 1;
  return instant(whole, month, Number(day), hour, minute, second, zone);
}

function instant(
  year: number,
  month: number,
  day: number,
  hour = '0',
  minute = '0',
  second = '0',
  zone = 'z',
): number | null {
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  const east =
    offset === null
      ? ZONES[zone.toLowerCase()]
      : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  const days = month < 1 || month > 12 ? 0 : new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (east === undefined || day < 1 || day > days) return null;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  return Date.UTC(year, month - 1, day, Number(hour), Number(minute) - east, Number(second));
}
