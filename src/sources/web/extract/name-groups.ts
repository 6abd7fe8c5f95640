/**
 * What the people who write pages call their parts, in classes, ids and roles, by what the part is. The words are common ones of
 * themes and design systems; which of them speak for and which against main content is not said here but learned.
 */
const GROUPS = {
  navigation:
    'nav navbar menu submenu breadcrumb breadcrumbs topbar navigation sitemap skip dropdown hamburger toc contents',
  sidebar: 'sidebar aside rail secondary complementary widget widgets sticky',
  foot: 'footer foot bottom colophon contentinfo copyright legal disclaimer disclaimers disclosure disclosures',
  head: 'header head masthead banner top hero jumbotron',
  comment: 'comment comments respond discussion disqus',
  related:
    'related recommended recommendations recommend more similar also suggested suggestions trending popular upsell crosssell carousel slider swiper slick latest recent next previous prev',
  social: 'share sharing social follow twitter facebook linkedin pinterest addthis whatsapp',
  consent:
    'cookie cookies consent gdpr ccpa privacy onetrust ot optanon cookiebot cybot cky cmplz cmp didomi usercentrics truste trustarc iubenda osano termly evidon borlabs klaro',
  signup:
    'newsletter subscribe subscription signup optin mailing form contact cta callout promo promotion offer',
  advert: 'ad ads advert advertisement adsense sponsor sponsored dfp banner affiliate',
  meta: 'meta byline author authors date time published posted timestamp tags tag category categories bio avatar profile',
  paging: 'pagination pager paging page pages numbers',
  overlay: 'modal popup overlay dialog lightbox tooltip toast drawer offcanvas',
  search:
    'search filter filters sort facet facets toolbar login signin account cart basket checkout wishlist',
  content:
    'content main body article text entry story prose markdown rich richtext wysiwyg copy editor',
  post: 'post posts thread topic message messages reply replies answer answers question forum bbcode',
  product:
    'product products item details detail description desc specification specifications specs spec features feature price pricing sku options variant',
  review: 'review reviews rating ratings testimonial testimonials stars',
  list: 'list grid cards card tile tiles results result listing listings row col column archive feed',
  documentation: 'doc docs documentation reference api guide tutorial readme section',
  service:
    'services service about benefits faq faqs accordion tab tabs panel team process steps industries solutions',
  heading: 'title heading headline subtitle subheading lead intro excerpt summary caption teaser',
  quote:
    'testimonial testimonials quote quotes casestudy case studies story stories clients customers',
  hidden: 'hidden hide sr only visually invisible screenreader print noprint',
} as const;

export type NameGroup = keyof typeof GROUPS;

export const NAME_GROUPS = Object.keys(GROUPS) as NameGroup[];

const BITS: ReadonlyMap<string, number> = (() => {
  const bits = new Map<string, number>();
  NAME_GROUPS.forEach((group, index) => {
    for (const word of GROUPS[group].split(' '))
      bits.set(word, (bits.get(word) ?? 0) | (1 << index));
  });
  return bits;
})();

/** One bit a group, by the order of NAME_GROUPS. */
export function groupsOf(names: readonly string[]): number {
  let groups = 0;
  for (const name of names) groups |= BITS.get(name) ?? 0;
  return groups;
}
